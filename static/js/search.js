// The key “/” leads to the search box, as on other sites. Without this file it is reached by its link, or by Tab.
(() => {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    const box = document.getElementById("q");
    if (!box) return document.querySelector(".seek").click();
    box.focus();
    box.select();
  });
})();
