// The page's side of the service worker. filesCache is the name of the cache
// with the files of this version of the page, and of the lock that lets it be,
// which the page holds as long as it is open. When there is a newer version,
// newVersion says so, and an event "newversion" of the window; takeNewVersion()
// goes there. Nothing of this happens where browsers allow no service worker,
// such as on pages that came unencrypted.
"use strict";

window.filesCache = "";
window.newVersion = false;
window.takeNewVersion = async () => location.reload();

if ("serviceWorker" in navigator) watchVersions(navigator.serviceWorker);

async function watchVersions(workers) {
  filesCache = `digitlab ${goappEnv.GOAPP_VERSION} ${new URL("./", location)}`;
  navigator.locks.request(filesCache, { mode: "shared" }, () => new Promise(() => {}));

  const hadWorker = workers.controller !== null;
  const registration = await workers.ready;
  workers.controller?.postMessage("tidy up"); // the page before this one is gone

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
