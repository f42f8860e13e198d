// Light and dark: the reader's choice over that of the system, kept where the browser allows it.

const key = 'trialpress-theme';
const listeners: (() => void)[] = [];

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(theme: string): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // The choice then lasts as long as the page.
  }
}

function current(): 'light' | 'dark' {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function changed(): void {
  for (const listener of listeners) listener();
}

/** Calls `listener` whenever the colours of the page have changed. */
export function onThemeChange(listener: () => void): void {
  listeners.push(listener);
}

export function startThemes(): void {
  const before = stored();
  if (before === 'light' || before === 'dark') document.documentElement.dataset['theme'] = before;
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || event.target.closest('[data-theme-toggle]') === null) return;
    const next = current() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = next;
    store(next);
    changed();
  });
}
