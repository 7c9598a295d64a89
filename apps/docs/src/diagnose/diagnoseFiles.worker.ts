import { answerRequests } from "../simulation/answerRequests.ts";
import { diagnoseFiles } from "./diagnoseFiles.ts";

answerRequests(diagnoseFiles);
