// The focus timer's rest, and L for the quick log. Without this file the page says when the timer ends.
(() => {
  const timer = document.getElementById("timer");
  if (timer) {
    const clock = timer.querySelector("[data-clock]");
    const said = timer.querySelector("[data-said]");
    const ends = Date.now() + timer.dataset.left * 1000;
    const rests = ends + timer.dataset.rest * 60000;
    let phase;
    const tick = () => {
      const now = Date.now();
      const [name, until, words] =
        now < ends ? ["work", ends, "left"] : now < rests ? ["rest", rests, "of rest left"] : ["over", now, ""];
      const left = Math.ceil((until - now) / 1000);
      const figure = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      clock.textContent = name === "over" ? "The time is over" : `${figure} ${words}`;
      if (phase && phase !== name) said.textContent = name === "rest" ? "Well done. Time for a rest." : "The time is over.";
      phase = name;
    };
    tick();
    setInterval(tick, 1000);
  }

  // Keys can be turned off on the page of a roadmap.
  const line = document.getElementById("quick_text");
  document.addEventListener("keydown", (event) => {
    if (!line || event.key.toLowerCase() !== "l" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, textarea, select, [contenteditable]") || localStorage.getItem("keys") === "off") return;
    event.preventDefault();
    line.focus();
  });
})();
