/* What both programs read: the cases of a problem, each a start and segments between edges, and a grid of times. */
#include <stdio.h>
#include <stdlib.h>

/* model.h is written by emit-c.ts: N, SYMBOLS, prepare, rhs, jacobian. */
#ifdef REFERENCE
typedef long double real;
#else
typedef double real;
#endif
#include "model.h"

typedef struct {
  double end;               /* s */
  double symbols[SYMBOLS];  /* parameters and injected currents while it lasts */
} Segment;

typedef struct {
  double start[N];
  int segments;
  Segment *segment;
} Case;

static double scales[N];
static int cases, gridPoints;
static Case *problem;
static double *grid;

static double number(FILE *file) {
  double value;
  if (fscanf(file, "%lf", &value) != 1) { fprintf(stderr, "problem file is too short\n"); exit(1); }
  return value;
}

static void readProblem(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) { perror(path); exit(1); }
  for (int i = 0; i < N; i++) scales[i] = number(file);
  cases = (int)number(file);
  problem = calloc(cases, sizeof(Case));
  for (int c = 0; c < cases; c++) {
    for (int i = 0; i < N; i++) problem[c].start[i] = number(file);
    problem[c].segments = (int)number(file);
    problem[c].segment = calloc(problem[c].segments, sizeof(Segment));
    for (int k = 0; k < problem[c].segments; k++) {
      problem[c].segment[k].end = number(file);
      for (int i = 0; i < SYMBOLS; i++) problem[c].segment[k].symbols[i] = number(file);
    }
  }
  gridPoints = (int)number(file);
  grid = calloc(gridPoints, sizeof(double));
  for (int i = 0; i < gridPoints; i++) grid[i] = number(file);
  fclose(file);
}
