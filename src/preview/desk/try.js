// Sends the words of the box to the preview, on this machine, and shows what the checks say of them.
(() => {
  const form = document.querySelector('#try');
  const answer = document.querySelector('#answer');
  let asked = 0;

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    asked += 1;
    const question = asked;
    answer.setAttribute('aria-busy', 'true');
    const body = JSON.stringify(Object.fromEntries(new FormData(form)));
    const headers = { 'content-type': 'application/json' };
    const html = await fetch('/_desk/try/', { method: 'POST', headers, body }).then(
      async (response) => {
        const text = await response.text();
        return response.ok ? text : new Option(text).innerHTML;
      },
      () => 'The preview has stopped.',
    );
    // Of two answers, the one to the last question is shown. Its HTML is made by the preview, with all words escaped.
    if (question !== asked) return;
    answer.innerHTML = html;
    answer.removeAttribute('aria-busy');
  });

  // Ctrl and Enter, as in a letter.
  form.elements.text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
})();
