// Opens pages in Chromium with the network off, by light and in the dark, folded and unfolded, and
// prints as JSON what axe-core finds, what they asked for, what the console says, and how wide they are.
const fs = require('fs');
const { chromium } = require('playwright-core');

async function look(browser, axe, file) {
  const found = { file, violations: [], requests: [], console: [], wide: [] };
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ colorScheme, offline: true, bypassCSP: false });
    const page = await context.newPage();
    page.on('request', (request) => {
      if (request.url() !== `file://${file}`) found.requests.push(request.url());
    });
    page.on('console', (message) => found.console.push(message.text()));
    for (const unfolded of [false, true]) {
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`file://${file}`);
        if (unfolded) {
          await page.evaluate(() => document.querySelectorAll('details').forEach((each) => { each.open = true; }));
        }
        const seen = await page.evaluate(() => document.documentElement.scrollWidth);
        if (seen > width) found.wide.push(`${seen} of ${width}`);
        if (width === 320 && unfolded) continue;
        const said = await page.evaluate(`(() => { ${axe}; return axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }); })()`);
        for (const each of said.violations) {
          const where = each.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} (${(node.any[0] || node.all[0] || node.none[0] || {}).message})`);
          found.violations.push(`${colorScheme} ${width}: ${each.id}: ${each.nodes.length}: ${where.join(' | ')}`);
        }
      }
    }
    await context.close();
  }
  return found;
}

(async () => {
  const [chromiumPath, ...files] = process.argv.slice(2);
  const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  const found = [];
  for (const file of files) found.push(await look(browser, axe, file));
  await browser.close();
  console.log(JSON.stringify(found));
})();
