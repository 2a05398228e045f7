// The personal page of a roadmap: keys, row menu, only what is left, retry. Without this file everything works by forms.
(() => {
  const form = document.getElementById("trail");
  const failed = document.getElementById("failed");
  const said = document.getElementById("said");
  const menu = document.getElementById("menu");
  const keys = document.getElementById("keys");
  const keysOn = document.getElementById("keys-on");
  const sent = new WeakMap(); // submit event → its button
  let refused = []; // buttons whose request did not get through
  let mustReload = false;

  const rowOf = (button) => document.getElementById(`checkpoint-${button.getAttribute("formaction").split("/").at(-2)}`);

  // Send a state for a row that has no button of its own for it.
  const send = (row, state) => {
    const button = document.createElement("button");
    button.setAttribute("formaction", row.querySelector(".bead").getAttribute("formaction"));
    button.name = "state";
    button.value = state;
    button.hidden = true;
    form.append(button);
    form.requestSubmit(button);
    button.remove();
  };

  // htmx remembers only the last button clicked. With several ticks in its queue each must go to its own address.
  document.body.addEventListener("htmx:configRequest", ({ detail }) => {
    const button = detail.triggeringEvent?.submitter || sent.get(detail.triggeringEvent);
    if (!button?.hasAttribute("formaction")) return;
    sent.set(detail.triggeringEvent, button);
    detail.path = button.getAttribute("formaction");
    detail.parameters.state = button.value;
  });
  const buttonOf = (detail) => sent.get(detail.requestConfig?.triggeringEvent);

  // The changed row is new in the page: the keyboard stays where it was, on its bead.
  document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
    const button = buttonOf(detail);
    if (!button || !detail.successful) return;
    addDots();
    failed.hidden = true;
    refused = refused.filter((other) => rowOf(other) !== rowOf(button));
    if (document.activeElement === document.body) rowOf(button)?.querySelector(".bead").focus({ preventScroll: true });
  });

  const refuse = ({ detail }) => {
    const button = buttonOf(detail);
    if (!button) return detail.elt.closest("form")?.submit(); // not a tick: as without this file
    refused.push(button);
    mustReload = detail.xhr?.status === 403; // the form's token is too old: only a new page has a new one
    failed.querySelector("button").textContent = mustReload ? "Reload the page" : "Retry";
    rowOf(button)?.after(failed);
    failed.hidden = false;
    said.textContent = failed.querySelector("span").textContent;
  };
  for (const name of ["responseError", "sendError", "timeout"]) document.body.addEventListener(`htmx:${name}`, refuse);

  failed.querySelector("button").addEventListener("click", () => {
    if (mustReload) return location.reload();
    failed.hidden = true;
    said.textContent = "";
    for (const button of refused.splice(0)) if (rowOf(button)) send(rowOf(button), button.value);
  });

  // Only what is left: all rows are here already.
  const [everything, left] = document.querySelectorAll(".seg a");
  const show = (onlyLeft) => {
    form.classList.toggle("left", onlyLeft);
    (onlyLeft ? everything : left).removeAttribute("aria-current");
    (onlyLeft ? left : everything).setAttribute("aria-current", "true");
    history.replaceState(null, "", onlyLeft ? "?left=1" : location.pathname);
  };
  for (const link of [everything, left])
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(link === left);
    });

  // One menu for all rows, moved to the row whose dots are pressed.
  const addDots = () => {
    for (const row of form.querySelectorAll(".cp:not(:has(.dots))"))
      row.insertAdjacentHTML("beforeend", '<button class="dots" type="button" aria-label="More" aria-expanded="false"></button>');
  };
  addDots();
  const dotsOf = () => menu.parentElement.querySelector(".dots[aria-expanded=true]");
  const closeMenu = (focus) => {
    const dots = dotsOf();
    dots?.setAttribute("aria-expanded", "false");
    menu.hidden = true;
    form.append(menu);
    if (focus) dots?.focus();
  };
  const openMenu = (dots) => {
    const row = dots.closest(".cp");
    for (const button of menu.querySelectorAll("button")) button.hidden = button.value === row.dataset.state;
    menu.querySelector("a").href = row.querySelector(".t").href;
    row.append(menu);
    menu.hidden = false;
    dots.setAttribute("aria-expanded", "true");
    menu.querySelector("button:not([hidden])").focus();
  };
  document.addEventListener("click", ({ target }) => {
    const dots = target.closest(".dots");
    const wasOpen = dots && dots === dotsOf();
    const state = menu.contains(target) && target.value;
    const row = menu.closest(".cp");
    if (!target.closest("#menu a")) closeMenu(wasOpen);
    if (state) send(row, state);
    else if (dots && !wasOpen) openMenu(dots);
  });

  const current = () => document.activeElement.closest(".cp");
  const move = (by) => {
    const rows = [...form.querySelectorAll(".cp")].filter((row) => row.offsetParent);
    const next = document.querySelector("#gauge a")?.hash.slice(1);
    const at = rows.indexOf(current());
    const to = at < 0 ? rows.find((row) => row.id === next) || rows[0] : rows[at + by];
    to?.querySelector(".bead").focus();
  };
  const actions = {
    j: () => move(1),
    arrowdown: () => move(1),
    k: () => move(-1),
    arrowup: () => move(-1),
    x: () => current()?.querySelector(".bead").click(),
    s: () => current() && send(current(), current().dataset.state === "skipped" ? "todo" : "skipped"),
    n: () => current() && location.assign(`${current().querySelector(".t").href}#note`),
    z: () => document.querySelector("#undo button")?.click(),
    l: () => show(!form.classList.contains("left")),
    "?": () => keys.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !menu.hidden) closeMenu(true);
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open || !keysOn.checked) return;
    if (event.target.matches("input, textarea, select, [contenteditable]")) return;
    const key = event.key.toLowerCase();
    // Arrows scroll until a row has the focus.
    if (!actions[key] || (key.startsWith("arrow") && !current())) return;
    event.preventDefault();
    actions[key]();
  });
  document.querySelector("[data-open=keys]")?.addEventListener("click", actions["?"]);
  keysOn.checked = localStorage.getItem("keys") !== "off";
  keysOn.addEventListener("change", () => localStorage.setItem("keys", keysOn.checked ? "on" : "off"));

  // After Back the browser may show the page as it was left: ask for the true one.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  // Older browsers print closed parts closed.
  addEventListener("beforeprint", () => {
    for (const part of form.querySelectorAll("details")) part.open = true;
  });
})();
