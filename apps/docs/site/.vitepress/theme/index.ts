import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { defineAsyncComponent, hydrateOnIdle } from "vue";
import FigurePicture from "../../../src/parts/FigurePicture.vue";
import LiveDemo from "../../../src/parts/LiveDemo.vue";
import SetDemo from "../../../src/parts/SetDemo.vue";
import StillPicture from "../../../src/parts/StillPicture.vue";
import "./fonts.css";
import "./page.css";
import "./demo.css";

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app, router }) {
    // each demo of the page that was sent as HTML starts in a task of its own; on those that follow they stand at once, for links that lead to one
    let isFirst = true;
    app.component("LiveDemo", defineAsyncComponent({ loader: async () => LiveDemo, hydrate: hydrateOnIdle() }));
    router.onBeforePageLoad = () => {
      if (!isFirst) app.component("LiveDemo", LiveDemo);
      isFirst = false;
    };
    app.component("FigurePicture", FigurePicture);
    app.component("StillPicture", StillPicture);
    app.component("Set", SetDemo);
    // one page's own
    app.component(
      "DiagnoseNetwork",
      defineAsyncComponent(() => import("../../../src/diagnose/DiagnoseNetwork.vue")),
    );
  },
};
export default theme;
