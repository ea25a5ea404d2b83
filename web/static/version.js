// The page's side of the service worker. filesCache is the name of the cache
// with the files of this version of the page, and of the lock that lets it be,
// which the page holds as long as it is open. When there is a newer version,
// newVersion says so, and an event "newversion" of the window; takeNewVersion()
// goes there. Nothing of this happens where browsers allow no service worker,
// such as on pages that came unencrypted or may keep nothing.
"use strict";

window.filesCache = "";
window.newVersion = false;
window.takeNewVersion = async () => location.reload();

if ("serviceWorker" in navigator && !window.storageRefused) watchVersions(navigator.serviceWorker);

async function watchVersions(workers) {
  filesCache = `digitlab ${goappEnv.GOAPP_VERSION} ${new URL("./", location)}`;
  // Refused where the browser keeps nothing for the page, and so has no files.
  navigator.locks.request(filesCache, { mode: "shared" }, () => new Promise(() => {})).catch(() => {});

  const hadWorker = workers.controller !== null;
  const registration = await workers.ready.catch(() => null);
  if (!registration) return; // Firefox says so where it keeps nothing for the page
  // The page before this one is gone, or will be in a moment.
  const tidyUp = () => workers.controller?.postMessage("tidy up");
  tidyUp();
  setTimeout(tidyUp, 10 * 1000);

  takeNewVersion = async () => {
    if (registration.waiting) {
      const taken = new Promise((resolve) => workers.addEventListener("controllerchange", resolve, { once: true }));
      registration.waiting.postMessage("take over");
      await taken;
    }
    location.reload();
  };

  const announce = () => {
    newVersion = true;
    window.dispatchEvent(new Event("newversion"));
  };
  // A page without a service worker, such as one that was reloaded with the
  // shift key, has come from the network and may be newer than that one.
  const look = () => {
    if (registration.waiting && workers.controller) announce();
  };
  const follow = (worker) => worker?.addEventListener("statechange", look);

  look();
  follow(registration.installing);
  registration.addEventListener("updatefound", () => follow(registration.installing));
  // Another tab has gone there already. The first service worker of all is of
  // this version.
  workers.addEventListener("controllerchange", () => { if (hadWorker) announce(); });

  // Browsers look when a page is loaded; this one may be open for days.
  const hour = 3600 * 1000;
  setInterval(() => registration.update().catch(() => {}), hour); // there may be no network
}
