// Takes the pictures; the one check is that each page can be drawn. (Sheets of paper are drawn by the print test.)
import { picture } from './screenshots.mjs';
import { eachPage, open } from './suite.mjs';

const phone = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2 };
const desktop = { viewport: { width: 1280, height: 800 } };

function take(view, context, change = () => {}) {
  eachPage(
    `picture, ${view}`,
    async (tab, page) => {
      await open(tab, page);
      await tab.evaluate(change);
      await picture(page, view, (path) => tab.screenshot({ path, fullPage: true }));
    },
    { context },
  );
}

take('phone', phone);
take('desktop', desktop);
take('dark', { ...phone, colorScheme: 'dark' });
take('rtl', desktop, () => (document.documentElement.dir = 'rtl'));
