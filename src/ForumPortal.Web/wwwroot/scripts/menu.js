// A menu closes by Escape, and when one presses elsewhere. Without this it opens and closes by its own button.
const close = (menu) => {
  if (!menu.open) return false;
  menu.open = false;
  return true;
};

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu")) if (close(menu)) menu.querySelector("summary").focus();
});

addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu")) if (!menu.contains(event.target)) close(menu);
});
