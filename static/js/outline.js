// The outline of a draft: keys, drag and drop, what is typed stays. Without this file everything works by forms.
(() => {
  const main = document.getElementById("outline-form");
  const failed = document.getElementById("outline-failed");
  if (!main) return;
  const outline = () => document.getElementById("outline");
  const SWAP = "outerHTML show:none focus-scroll:false";

  const press = (value) => {
    const button = document.createElement("button");
    button.name = "edit";
    button.value = value;
    button.hidden = true;
    main.append(button);
    main.requestSubmit(button);
    button.remove();
  };

  // htmx remembers only the last button within its form. Ours stand outside of it, and may wait in its queue.
  const sent = new WeakMap(); // submit event → its button
  const adding = new WeakMap(); // form → the title that is on its way
  document.addEventListener("submit", (event) => sent.set(event, event.submitter), true);
  document.body.addEventListener("htmx:configRequest", ({ detail }) => {
    const button = sent.get(detail.triggeringEvent);
    if (button?.name === "edit") detail.parameters.edit = button.value;
    const title = detail.elt.matches(".add") && detail.elt.elements.title;
    if (!title) return;
    adding.set(detail.elt, title.value);
    title.value = ""; // the next one may be typed meanwhile
  });

  // What is typed and not sent yet stays when the rows are renewed.
  const isTyped = (field) => {
    if (field.type === "checkbox") return field.checked !== field.defaultChecked;
    if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
    return field.value !== field.defaultValue;
  };
  const typedIn = (form) => [...(form?.elements || [])].filter((field) => field.id && field.type !== "hidden" && isTyped(field));
  let kept = [];
  document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id !== "outline") return;
    failed.hidden = true;
    const opened = document.getElementById("edit-form");
    const from = detail.requestConfig.elt;
    const isMerged = detail.xhr.status < 400 && detail.requestConfig.parameters?.edit === "merge";
    kept = isMerged ? [] : typedIn(main).map((field) => [field.id, field]);
    for (const form of outline().querySelectorAll(".add")) kept.push(...typedIn(form).map((field) => [field.id, field]));
    if (opened && from !== opened && detail.requestConfig.verb === "post") {
      const typed = typedIn(opened);
      const was = opened.elements.was;
      if (typed.length) for (const field of [...typed, was]) kept.push([field.id, field, opened.dataset.slug]);
    }
  });
  document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id !== "outline") return;
    for (const [id, old, slug] of kept.splice(0)) {
      const field = document.getElementById(id);
      if (!field || (slug && field.form.dataset.slug !== slug)) continue;
      if (field.type === "checkbox") field.checked = old.checked;
      else field.value = old.value;
    }
    count();
    if (detail.requestConfig.verb === "post" && detail.successful) document.getElementById("outline-after").hidden = false;
    document.getElementById(outline().dataset.focus)?.focus();
  });

  const refuse = ({ detail }) => {
    const title = adding.get(detail.elt);
    if (title && !detail.elt.elements.title.value) detail.elt.elements.title.value = title;
    failed.hidden = true; // said again when it is shown again
    failed.hidden = false;
  };
  for (const name of ["responseError", "sendError", "timeout"]) document.body.addEventListener(`htmx:${name}`, refuse);

  const isUnsaved = () => typedIn(document.getElementById("edit-form")).length > 0;
  let leaving = false;
  document.addEventListener("submit", (event) => (leaving = !event.target.matches("[hx-post]")));
  addEventListener("beforeunload", (event) => !leaving && isUnsaved() && event.preventDefault());
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#outline a.t, #outline a.close");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (isUnsaved() && !confirm("What you typed in the open row is not saved yet. Leave it?")) return;
    htmx.ajax("GET", link.href, { target: "#outline", swap: SWAP, source: link });
  });

  const count = () => {
    const chosen = outline().querySelectorAll(".choose:checked").length;
    document.getElementById("chosen").textContent = chosen ? ` ${chosen}` : "";
  };
  document.addEventListener("change", (event) => event.target.matches(".choose") && count());

  document.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const row = event.target.closest("#outline .row[data-slug]");
    if (!step || !row || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest(".opened, input:not([type=checkbox]), select, textarea")) return;
    event.preventDefault();
    if (event.altKey) return press(`${step < 0 ? "up" : "down"}:${row.dataset.slug}`);
    const links = [...outline().querySelectorAll("a.t")];
    links[links.indexOf(row.querySelector("a.t")) + step]?.focus();
  });

  // A row is dropped below the row it is dropped on; on that of a milestone or phase, as the first in it.
  let dragged = null;
  const mark = (row) => {
    outline().querySelector(".over")?.classList.remove("over");
    row?.classList.add("over");
  };
  const rowBelow = (event) => {
    const row = dragged && event.target.closest?.("#outline .row[data-slug]");
    return row && row !== dragged && !(dragged.dataset.level === "checkpoint" && row.dataset.level === "phase") ? row : null;
  };
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".grip")?.closest(".row") || null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.slug);
    event.dataTransfer.setDragImage(dragged, 8, 8);
  });
  document.addEventListener("dragover", (event) => {
    const row = rowBelow(event);
    if (row) event.preventDefault();
    if (dragged) mark(row);
  });
  document.addEventListener("drop", (event) => {
    const row = rowBelow(event);
    if (!row) return;
    event.preventDefault();
    press(`drop:${dragged.dataset.slug}:${row.dataset.slug}`);
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    mark(null);
  });
  count();
})();
