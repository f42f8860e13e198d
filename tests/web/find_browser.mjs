// Where Chrome or Chromium is: the one that CHROMIUM names, else the first of the known names on the path.
//
//   node tests/web/find_browser.mjs    prints it; exit status 1 if there is none
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Its path, or undefined. */
export function findBrowser() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/opt/google/chrome'];
  const places = names.flatMap((name) => folders.filter((folder) => folder !== '').map((folder) => join(folder, name)));
  return [process.env.CHROMIUM, ...places].find((place) => place !== undefined && place !== '' && isProgram(place));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = findBrowser();
  if (found === undefined) process.exit(1);
  console.log(found);
}
