// Forms: guess an empty time zone, send once. Without this file both are left to the server.
(() => {
  const zone = document.querySelector("[name=time_zone]");
  if (zone && !zone.value) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";

  // A note or a review that is not saved yet is not left behind without a question.
  const note = document.querySelector("[name=note_version], [name=review_version]")?.form;
  let unsaved = false;
  note?.addEventListener("input", () => (unsaved = true));
  note?.addEventListener("submit", () => (unsaved = false));
  addEventListener("beforeunload", (event) => unsaved && event.preventDefault());

  const sent = new WeakSet();
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[hx-post], [method=dialog]")) return;
    if (sent.has(event.target)) event.preventDefault();
    sent.add(event.target);
    setTimeout(() => sent.delete(event.target), 3000);
  });
})();
