// The personal page of a roadmap: keys, only what is left, undo and retry. Without this file everything works by forms.
(() => {
  const form = document.getElementById("trail");
  const failed = document.getElementById("failed");
  const said = document.getElementById("said");
  const keys = document.getElementById("keys");
  const keysOn = document.getElementById("keys-on");
  const pressed = new WeakMap(); // request → the button that sent it
  let refused = []; // buttons whose request did not get through
  let mustReload = false;

  const isTyping = (target) => target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

  // htmx remembers only the last button clicked. With several ticks in its queue each must go to its own address.
  document.body.addEventListener("htmx:configRequest", ({ detail }) => {
    const button = detail.triggeringEvent?.submitter;
    if (!button) return;
    detail.path = button.getAttribute("formaction");
    detail.parameters.state = button.value;
    pressed.set(detail.triggeringEvent, button);
  });

  const buttonOf = (detail) => pressed.get(detail.requestConfig?.triggeringEvent);

  // The changed row is new in the page: the keyboard stays where it was, on its bead.
  document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
    const button = buttonOf(detail);
    if (!button || !detail.successful) return;
    failed.hidden = true;
    refused = refused.filter((other) => other.getAttribute("formaction") !== button.getAttribute("formaction"));
    if (document.activeElement === document.body) {
      const id = button.getAttribute("formaction").split("/").at(-2);
      document.querySelector(`#checkpoint-${id} > .bead`)?.focus({ preventScroll: true });
    }
  });

  const refuse = ({ detail }) => {
    const button = buttonOf(detail);
    if (!button) return;
    refused.push(button);
    mustReload = detail.xhr?.status === 403; // the form's token is too old: only a new page has a new one
    failed.querySelector("button").textContent = mustReload ? "Reload the page" : "Retry";
    const row = button.closest("li");
    if (row?.isConnected) row.after(failed);
    failed.hidden = false;
    said.textContent = "";
    said.textContent = failed.querySelector("span").textContent;
  };
  for (const name of ["responseError", "sendError", "timeout"]) document.body.addEventListener(`htmx:${name}`, refuse);

  failed.querySelector("button").addEventListener("click", () => {
    if (mustReload) return location.reload();
    failed.hidden = true;
    for (const button of refused.splice(0)) if (button.isConnected) button.form.requestSubmit(button);
  });

  // Only what is left: all rows are here already.
  const [everything, left] = document.querySelectorAll(".seg a");
  const show = (onlyLeft) => {
    form.classList.toggle("left", onlyLeft);
    everything.toggleAttribute("aria-current", !onlyLeft);
    left.toggleAttribute("aria-current", onlyLeft);
    history.replaceState(null, "", onlyLeft ? "?left=1" : location.pathname);
  };
  for (const link of [everything, left])
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(link === left);
    });

  // Menus close by Escape and by a click elsewhere.
  const closeMenus = (except) => {
    for (const menu of form.querySelectorAll(".menu[open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", ({ target }) => closeMenus(target.closest(".menu")));

  const current = () => document.activeElement.closest(".cp");
  const move = (by) => {
    const rows = [...form.querySelectorAll(".cp")].filter((row) => row.offsetParent);
    const next = document.querySelector("#gauge .when a")?.hash.slice(1);
    const at = rows.indexOf(current());
    const to = at < 0 ? rows.find((row) => row.id === next) || rows[0] : rows[at + by];
    to?.querySelector(".bead").focus();
  };
  const press = (selector) => current()?.querySelector(selector)?.click();
  const help = () => keys.showModal();
  const actions = {
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    x: () => press(".bead"),
    s: () => press(current()?.dataset.state === "skipped" ? "[value=todo]" : "[value=skipped]"),
    n: () => {
      const link = current()?.querySelector(".t");
      if (link) location.assign(`${link.href}#note`);
    },
    z: () => document.querySelector("#undo button")?.click(),
    l: () => show(!form.classList.contains("left")),
    "?": help,
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = document.activeElement.closest(".menu[open]");
      closeMenus();
      menu?.querySelector("summary").focus();
    }
    const isArrow = event.key.startsWith("Arrow");
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open || isTyping(event.target)) return;
    if (!keysOn.checked || (isArrow && !current())) return; // arrows scroll until a row has the focus
    const action = actions[isArrow ? event.key : event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
  for (const button of document.querySelectorAll("[data-open=keys]")) button.addEventListener("click", help);
  keysOn.checked = localStorage.getItem("keys") !== "off";
  keysOn.addEventListener("change", () => localStorage.setItem("keys", keysOn.checked ? "on" : "off"));

  // After Back the browser may show the page as it was left: ask for the true one.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  // Older browsers print closed parts closed.
  addEventListener("beforeprint", () => {
    for (const part of form.querySelectorAll("details.stop")) part.open = true;
  });
})();
