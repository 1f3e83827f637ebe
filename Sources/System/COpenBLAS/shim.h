#pragma once
#include <openblas-openmp/cblas.h>
