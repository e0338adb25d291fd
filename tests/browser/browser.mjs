// Debian's Chromium, driven by playwright-core; no browser is ever downloaded.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

export function launch(more = []) {
  if (!existsSync(executablePath)) {
    throw new Error(`There is no ${executablePath}. Install the package "chromium", or name the program in CHROMIUM.`);
  }
  return chromium.launch({
    executablePath,
    // A browser that calls home would wait for hosts that a closed network refuses.
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--no-first-run',
      ...more,
    ],
  });
}
