import { openStore } from '../../src/main/store/open-store.ts';
import { median, ms, percentile, timed, type Figure, type Workload } from '../support/figures.ts';
import { fillLog } from '../support/long-log.ts';
import { openBrowser } from '../support/open-browser.ts';
import { loadHome, loadSentence, type PageLoad } from '../support/page-load.ts';
import { openBenchShop } from '../support/shop.ts';

/** The first useful paint with 1,000,000 rows in the log, split into its parts; in a browser that is started for it, and in a window more of the same browser. */
export const paint: Workload = async ({ folder, full }) => {
  const shop = await openBenchShop(folder, async (branch) => {
    await branch.records.saveMany('Category', [{ name: 'Tea' }]);
    await branch.handlers['sync.now']({});
  });
  try {
    const store = await openStore({ dataDir: shop.dataDir });
    fillLog(store, 1_000_000, { newest: Date.now() });
    store.close();
    const first: PageLoad[] = [];
    const again: PageLoad[] = [];
    const sentences: number[] = [];
    const starts: number[] = [];
    for (let turn = 0; turn < (full ? 15 : 5); turn += 1) {
      let open = await shop.openApp();
      await open.stop();
      starts.push(await timed(async () => (open = await shop.openApp())));
      const browser = await openBrowser();
      try {
        const { url } = open.answer;
        first.push(await loadHome(await browser.newPage(), url));
        again.push(await loadHome(await browser.newPage(), url));
        sentences.push(await loadSentence(await browser.newPage(), url));
      } finally {
        await browser.close();
        await open.stop();
      }
    }
    const sentence = median(sentences);
    return [
      { name: 'Start of the program until its store is open', value: spread(starts) },
      { name: 'A page of one sentence, painted', value: spread(sentences) },
      ...describe('First useful paint, browser just started', first, sentence),
      ...describe('First useful paint, another window', again, sentence),
    ];
  } finally {
    await shop.close();
  }
};

function describe(name: string, loads: readonly PageLoad[], sentence: number): Figure[] {
  const useful = loads.map((load) => load.useful);
  const part = (of: (load: PageLoad) => number): string => ms(median(loads.map(of)));
  const [one] = loads;
  return [
    { name, value: `${spread(useful)}; ${(median(useful) / sentence).toFixed(1)} × a page of one sentence` },
    {
      name: '  its parts',
      value: [
        `answer ${part((load) => load.answered)}`,
        `HTML ${part((load) => load.html - load.answered)}`,
        `files ${part((load) => load.files - load.html)}`,
        `parse and run ${part((load) => load.asked - load.files)}`,
        `${one?.questions} questions ${part((load) => load.told - load.asked)}`,
        `paint ${part((load) => load.useful - load.told)}`,
        `${Math.round((one?.scriptBytes ?? 0) / 1000)} kB of scripts`,
      ].join(', '),
    },
  ];
}

const spread = (values: readonly number[]): string =>
  `median ${ms(median(values))} (${ms(percentile(values, 0))} to ${ms(percentile(values, 1))})`;
