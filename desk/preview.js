// Waits for the next save and shows the page anew. Only pages of the preview have it, never those of a built site.
(() => {
  const { version } = document.currentScript.dataset;
  const bar = document.querySelector('carepress-bar');
  let source;
  let lost;

  const listen = () => {
    source?.close();
    source = new EventSource(`/_preview/events?version=${version}`);
    source.onmessage = () => {
      source.close();
      location.reload();
    };
    source.onopen = () => {
      clearTimeout(lost);
      bar?.removeAttribute('data-lost');
    };
    source.onerror = () => {
      // Each wait ends after some time, and the browser begins another: only when that fails has the preview stopped.
      clearTimeout(lost);
      lost = setTimeout(() => bar?.setAttribute('data-lost', ''), 2000);
      if (source.readyState === EventSource.CLOSED) setTimeout(attend, 2000);
    };
  };

  // A browser opens six connections to a host: tabs that nobody looks at leave theirs to others.
  const attend = () => (document.hidden ? source?.close() : listen());
  document.addEventListener('visibilitychange', attend);
  addEventListener('pagehide', () => source?.close());
  addEventListener('pageshow', (event) => event.persisted && attend());
  attend();

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
