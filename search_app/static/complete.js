// Offers ways to end the question that is being typed. Without it the search box works as any other.
for (const input of document.querySelectorAll("input[data-complete]")) {
  const list = document.createElement("datalist");
  list.id = input.id + "-ends";
  input.after(list);
  input.setAttribute("list", list.id);
  input.autocomplete = "on"; // "off" hides the list in some browsers
  let timer = 0, asked = "";
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const text = input.value.trimStart();
      if (text.length < 2 || text === asked) return;
      asked = text;
      const answer = await fetch(input.dataset.complete + "?q=" + encodeURIComponent(text)).catch(() => null);
      if (!answer || !answer.ok || input.value.trimStart() !== text) return;
      list.replaceChildren(...(await answer.json()).map((end) => new Option(`${end.text} · ${end.kind}`, end.text)));
    }, 120);
  });
}
