// The key “/” leads to the search box, as on other sites. Without this file the box is reached by Tab.
(() => {
  const box = document.getElementById("q");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
