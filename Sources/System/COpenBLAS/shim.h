#pragma once
#include <openblas-openmp/cblas.h>

/* OpenMP's own header belongs to the compiler; this is the one call of it that is needed. */
void omp_set_num_threads(int threads);
