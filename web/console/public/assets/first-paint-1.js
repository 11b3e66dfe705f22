// Runs before the first paint, so that a dark room stays dark: the theme the person chose at this browser.
try {
  const { theme = "system" } = JSON.parse(localStorage.getItem("bihuan.person") || "{}");
  const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
} catch {
  document.documentElement.dataset.theme = "light";
}
