#pragma once
/// All of model/findings, for tests that make, copy or take apart whole Projects and Findings.

#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/decided.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/journal.h"
#include "model/findings/metric_info.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"
#include "model/findings/selection_luck.h"
#include "model/findings/since_last.h"
