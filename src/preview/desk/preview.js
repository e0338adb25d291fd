// Waits for the next save and shows the page again. Only pages of the preview have it, never those of a built site.
(() => {
  const bar = document.querySelector('carepress-bar');
  const version = Number(document.currentScript.dataset.version);

  // A browser opens six connections to a host. So one tab listens for all, and tells the others; when it goes, another
  // takes its place. Versions only grow: whoever hears of a greater one is behind, and whoever hears of a smaller one
  // tells that tab.
  const tabs = new BroadcastChannel('carepress');
  const hear = (other) => {
    if (other > version) location.reload();
    if (other < version) tabs.postMessage(version);
  };
  tabs.onmessage = (message) => hear(message.data);
  tabs.postMessage(version);

  const listen = () => {
    const source = new EventSource(`/_preview/events?version=${version}`);
    let lost;
    source.onmessage = (message) => {
      tabs.postMessage(Number(message.data));
      hear(Number(message.data));
    };
    source.onopen = () => {
      clearTimeout(lost);
      lost = null;
      bar?.removeAttribute('data-lost');
    };
    source.onerror = () => {
      // Each wait ends after some time, and the browser begins another: only when that fails has the preview stopped.
      lost ??= setTimeout(() => bar?.setAttribute('data-lost', ''), 2000);
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
    };
  };
  navigator.locks.request('carepress', () => {
    listen();
    return new Promise(() => {});
  });

  // What the editor closed stays closed until there are other problems; what was opened stays open.
  const details = bar?.shadowRoot?.querySelector('details');
  if (!details) return;
  const problems = details.textContent;
  const kept = sessionStorage.getItem('carepress-bar');
  if (kept === 'open') details.open = true;
  if (kept === problems) details.open = false;
  details.querySelector('summary').addEventListener('click', () => {
    sessionStorage.setItem('carepress-bar', details.open ? problems : 'open');
  });
})();
