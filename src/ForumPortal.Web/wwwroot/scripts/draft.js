// Keeps the draft while one types, shows the readers as they are chosen, and previews without leaving the page.
const form = document.querySelector("form[data-draft]");
const address = form.dataset.draft;
const kept = document.getElementById("kept");
const readers = document.getElementById("readers");
const preview = document.getElementById("preview");

const send = (path) => fetch(address + path, { method: "POST", body: new FormData(form), redirect: "error" });

const after = (milliseconds, act) => {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
};

const show = async (response, place) => {
  const text = await response.text();
  if (response.ok) place.replaceChildren(document.createRange().createContextualFragment(text));
};

const keep = after(800, async () => {
  try {
    const response = await send("/keep");
    kept.textContent = response.ok || response.status === 409
      ? await response.text()
      : "Not kept: the server refused it. Press “Keep the draft” to see why.";
  } catch {
    kept.textContent = "Not kept: the server cannot be reached. It is tried again as you type.";
  }
});

const count = after(600, async () => {
  try {
    await show(await send("/readers"), readers);
  } catch {
    // The count stays as it was; the next change asks again.
  }
});

form.addEventListener("input", keep);
form.addEventListener("change", (event) => {
  if (event.target.closest("#label, #grants, #walls")) count();
});
form.querySelector("[data-preview]").addEventListener("click", async (event) => {
  event.preventDefault();
  await show(await send("/preview"), preview);
});
