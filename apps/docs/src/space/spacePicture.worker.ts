import type { PictureFrame } from "./picture.ts";
import { SpacePicture } from "./spacePicture.ts";

/** The first message is the canvas, each later one a frame; each frame drawn is answered. */
let picture: SpacePicture | undefined;
self.onmessage = ({ data }: MessageEvent<OffscreenCanvas | PictureFrame>) => {
  if (data instanceof OffscreenCanvas) picture = new SpacePicture(data);
  else {
    picture!.draw(data);
    self.postMessage("drawn");
  }
};
