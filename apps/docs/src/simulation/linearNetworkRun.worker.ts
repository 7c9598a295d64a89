import { answerRequests } from "./answerRequests.ts";
import { linearNetworkRun } from "./linearNetworkRun.ts";

answerRequests(linearNetworkRun);
