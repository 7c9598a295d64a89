import { answerRequests } from "./answerRequests.ts";
import { kernelMap } from "./kernelMap.ts";

answerRequests(kernelMap);
