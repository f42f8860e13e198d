// What the pages load: one deferred script. Pages are complete without it; it adds interaction.
import { startCharts } from './charts';
import { startCopying } from './copy';
import { registerCurves } from './curves';
import { startTables } from './tables';
import { startThemes } from './themes';
import { startTolerances } from './tolerance';
import { startValues } from './values';

// Curve files that the page lists run after this script and before the page is ready.
registerCurves();
startThemes();

function start(): void {
  for (const tool of document.querySelectorAll<HTMLElement>('[data-needs-script]')) tool.hidden = false;
  startTables();
  startCopying();
  startCharts();
  startTolerances();
  startValues();
}

if (document.readyState === 'complete') start();
else document.addEventListener('DOMContentLoaded', start);
