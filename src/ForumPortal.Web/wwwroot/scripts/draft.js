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

let unkept = false;
let keeping = Promise.resolve();

// One after another, so that an older text never overtakes a newer one.
const keep = () => {
  keeping = keeping.then(async () => {
    unkept = false;
    try {
      const response = await send("/keep");
      kept.textContent = response.ok || response.status === 409
        ? await response.text()
        : "Not saved: the server refused it. Press “Save draft” to see why.";
    } catch {
      unkept = true;
      kept.textContent = "Not saved: the server cannot be reached. It is tried again as you type.";
    }
  });
};
const keepSoon = after(800, keep);

// Only the newest answer is shown.
let asked = 0;
const count = after(300, async () => {
  const mine = ++asked;
  try {
    const response = await send("/readers");
    if (mine === asked) await show(response, readers);
  } catch {
    // The count stays as it was; the next change asks again.
  }
});

form.addEventListener("input", () => {
  unkept = true;
  keepSoon();
});
// What another kind asks for takes the place of what the last one did; what was typed stays in the form.
const fields = document.getElementById("fields");
form.querySelector("select[name=Kind]")?.addEventListener("change", async () => {
  try {
    await show(await send("/fields"), fields);
  } catch {
    // They stay as they were; publishing says what is missing.
  }
});

form.addEventListener("change", (event) => {
  if (readers && event.target.closest("#label, #grants, #walls")) count();
});
form.addEventListener("submit", () => { unkept = false; });

// What was typed in the last moment before leaving.
addEventListener("pagehide", () => {
  if (unkept) navigator.sendBeacon(address + "/keep", new FormData(form));
});

form.querySelector("[data-preview]").addEventListener("click", async (event) => {
  event.preventDefault();
  try {
    await show(await send("/preview"), preview);
  } catch {
    preview.textContent = "The server cannot be reached. Try again.";
  }
});
