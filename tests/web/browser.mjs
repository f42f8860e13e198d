// A browser without a network, and pages that obey the policy of the report.
import { chromium } from 'playwright-core';
import { findBrowser } from './find_browser.mjs';

export const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
  "base-uri 'none'; form-action 'none'";

export async function openBrowser() {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('no Chrome or Chromium found: install one, or set CHROMIUM to its path');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A page whose every complaint lands in `complaints`. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1120, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);  // a machine that compiles beside it draws slowly
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) complaints.push(`request: ${request.url()}`);
  });
  return { page, complaints };
}
