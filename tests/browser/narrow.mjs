/** Text in a box so narrow that its words are torn: two lines or more for each word. Runs in the page. */
export function narrow() {
  const blocks = 'p, li, dt, dd, td, th, h1, h2, h3, h4, figcaption';

  const linesOf = (block) => {
    const range = document.createRange();
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let [lines, bottom] = [0, -Infinity];
    while (texts.nextNode()) {
      range.selectNodeContents(texts.currentNode);
      for (const box of range.getClientRects()) {
        // What has its middle above the end of the line before stands on that line.
        if (box.top + box.height / 2 > bottom) lines += 1;
        bottom = Math.max(bottom, box.bottom);
      }
    }
    return lines;
  };

  return [...document.querySelectorAll(blocks)]
    .filter((block) => block.checkVisibility() && !block.querySelector(blocks))
    .map((block) => ({ text: block.innerText.trim(), lines: linesOf(block) }))
    .map(({ text, lines }) => ({ text, lines, words: text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0 }))
    .filter(({ lines, words }) => words > 0 && lines > 2 && lines >= 2 * words)
    .map(({ text, lines, words }) => `${words} words in ${lines} lines: "${text}"`);
}
