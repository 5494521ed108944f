/*
 * The rival: SUNDIALS CVODE, BDF, dense linear algebra, analytic Jacobian, restarted at every edge.
 * Usage: cvode PROBLEM, then commands on standard input, each answered by one line:
 *   run RTOL FACTOR        integrates every case without any output, atol = RTOL * FACTOR * scale; answers with ms of
 *                          processor time, ms on the clock, steps, calls of rhs
 *   grid RTOL FACTOR FILE  the same with y at every time of the grid, as doubles in FILE
 */
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>
#include <string.h>
#include <time.h>
#include "problem.h"

static int f(realtype t, N_Vector y, N_Vector ydot, void *data) {
  (void)data;
  rhs(t, NV_DATA_S(y), NV_DATA_S(ydot));
  return 0;
}

static int jac(realtype t, N_Vector y, N_Vector fy, SUNMatrix J, void *data, N_Vector a, N_Vector b, N_Vector c) {
  (void)fy; (void)data; (void)a; (void)b; (void)c;
  jacobian(t, NV_DATA_S(y), SM_COLS_D(J));
  return 0;
}

/* ms */
static double now(clockid_t which) {
  struct timespec time;
  clock_gettime(which, &time);
  return time.tv_sec * 1e3 + time.tv_nsec * 1e-6;
}

static void fail(int flag, double t) {
  printf("failed %d at %g s\n", flag, t);
  fflush(stdout);
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  readProblem(argv[1]);
  SUNContext context;
  SUNContext_Create(NULL, &context);
  N_Vector y = N_VNew_Serial(N, context), atol = N_VNew_Serial(N, context);
  SUNMatrix A = SUNDenseMatrix(N, N, context);
  SUNLinearSolver solver = SUNLinSol_Dense(y, A, context);
  void *cvode = CVodeCreate(CV_BDF, context);
  CVodeInit(cvode, f, 0, y);
  CVodeSVtolerances(cvode, 1e-6, atol);
  CVodeSetLinearSolver(cvode, solver, A);
  CVodeSetJacFn(cvode, jac);
  CVodeSetMaxNumSteps(cvode, 1000000000L);
  CVodeSetErrFile(cvode, NULL);

  char command[16], path[4096];
  double rtol, factor;
  while (scanf("%15s %lf %lf", command, &rtol, &factor) == 3) {
    FILE *out = NULL;
    if (strcmp(command, "grid") == 0) {
      if (scanf("%4095s", path) != 1 || !(out = fopen(path, "wb"))) return 1;
    }
    double processor = now(CLOCK_PROCESS_CPUTIME_ID), clock = now(CLOCK_MONOTONIC);
    long steps = 0, calls = 0;
    int flag = 0;
    realtype t = 0;
    for (int i = 0; i < N; i++) NV_Ith_S(atol, i) = rtol * factor * scales[i];
    for (int c = 0; c < cases && flag >= 0; c++) {
      int next = 0;
      t = 0;
      memcpy(NV_DATA_S(y), problem[c].start, sizeof problem[c].start);
      for (int k = 0; k < problem[c].segments && flag >= 0; k++) {
        Segment *segment = &problem[c].segment[k];
        prepare(segment->symbols);
        CVodeReInit(cvode, t, y);
        CVodeSVtolerances(cvode, rtol, atol);
        CVodeSetStopTime(cvode, segment->end);
        if (out) {
          for (; next < gridPoints && grid[next] <= segment->end; next++) {
            /* CVODE refuses to go less than a rounding from where it starts. */
            if (grid[next] > t + 1e-12 * segment->end) flag = CVode(cvode, grid[next], y, &t, CV_NORMAL);
            if (flag < 0) break;
            fwrite(NV_DATA_S(y), sizeof(double), N, out);
          }
        }
        if (t < segment->end && flag >= 0) flag = CVode(cvode, segment->end, y, &t, CV_NORMAL);
        long ofSegment;
        CVodeGetNumSteps(cvode, &ofSegment);
        steps += ofSegment;
        CVodeGetNumRhsEvals(cvode, &ofSegment);
        calls += ofSegment;
      }
    }
    processor = now(CLOCK_PROCESS_CPUTIME_ID) - processor;
    clock = now(CLOCK_MONOTONIC) - clock;
    if (out) fclose(out);
    if (flag < 0) fail(flag, t);
    else printf("%.6f %.6f %ld %ld\n", processor, clock, steps, calls);
    fflush(stdout);
  }
  return 0;
}
