// Tables: the best value of each run, or its last one. Cells carry both; the page says which is seen.

export function startValues(): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('button[data-values]')];
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const chosen = button.dataset['values'] ?? 'best';
      document.documentElement.dataset['values'] = chosen;
      for (const other of buttons) other.setAttribute('aria-pressed', String(other.dataset['values'] === chosen));
    });
  }
}
