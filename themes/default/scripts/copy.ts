// Copy buttons: button[data-copy="ELEMENT-ID"] copies the text of that element.

async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** For pages without the clipboard interface. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'unseen';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}

async function copyFrom(button: HTMLElement): Promise<void> {
  if (button.dataset['label'] !== undefined) return;
  const source = document.getElementById(button.dataset['copy'] ?? '');
  const label = button.textContent ?? '';
  const copied = source !== null && (await toClipboard(source.textContent ?? ''));
  button.dataset['label'] = label;
  button.setAttribute('aria-live', 'polite');
  button.textContent = copied ? 'Copied' : 'Could not copy';
  setTimeout(() => {
    button.textContent = label;
    delete button.dataset['label'];
  }, 1600);
}

export function startCopying(): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-copy]') : null;
    if (button !== null) void copyFrom(button);
  });
}
