/** Steps in TypeScript, on any problem: the definition that generated code is compared with. */
import { localTolerance, type Engine, type EngineOptions, type Progress } from './engine.js';
import { methods, type Methods } from './methods.js';
import { linearise, makePoint } from './point.js';
import type { Problem } from './problem.js';
import { Recorder } from './recorder.js';
import { errorNorm, initialStep, SMALLEST_STEP, StepController } from './step-control.js';
import type { Family, Point, Stepper } from './stepper.js';
import { longestStep, StiffnessDetector } from './stiffness.js';

export class ReferenceEngine implements Engine {
  readonly statistics = { steps: 0, rejected: 0, rhsEvaluations: 0, jacobians: 0, decompositions: 0, switches: 0 };
  readonly recorder: Recorder;
  readonly #problem: Problem;
  readonly #methods: Methods;
  readonly #tolerance: number;
  readonly #automatic: boolean;
  readonly #steppers: Partial<Record<Family, Stepper>> = {};
  readonly #control = new StepController();
  readonly #stiffness = new StiffnessDetector();
  readonly #error: Float64Array;
  #stepper: Stepper;
  #point: Point;
  #next: Point;
  #end = 0;
  #h = 0;
  #tried = 0;

  constructor(problem: Problem, options: EngineOptions, using: Methods = methods) {
    const { start, from, tolerance, method } = options;
    this.#methods = using;
    this.#problem = problem;
    this.#tolerance = tolerance;
    this.#automatic = method === 'auto';
    this.recorder = new Recorder(problem.size, options.recycled);
    this.#error = new Float64Array(problem.size);
    this.#point = makePoint(problem.size);
    this.#next = makePoint(problem.size);
    this.#stepper = this.#stepperOf(method === 'implicit' ? 'implicit' : 'explicit');
    this.#point.t = from;
    this.#point.y.set(start);
  }

  get time(): number {
    return this.#point.t;
  }

  enter(end: number): Progress {
    const point = this.#point;
    this.#end = end;
    this.#tried = 0;
    if (!this.#linearise(point)) {
      const flat = new Float64Array(this.#problem.size);
      this.recorder.add({ ...point, slope: flat, curvature: flat });
      return 'not-finite';
    }
    this.recorder.add(point);
    this.#control.forget();
    this.#h = initialStep(point, this.#problem.scales, this.#localTolerance, this.#stepper.errorPower);
    return 'going';
  }

  advance(attempts: number): Progress {
    let progress: Progress = 'going';
    for (let i = 0; i < attempts && progress === 'going'; i++) progress = this.#attempt();
    return progress;
  }

  stuckAt(): { point: Readonly<Point>; h: number; error: Float64Array } {
    return { point: this.#point, h: this.#tried, error: this.#error };
  }

  #stepperOf(family: Family): Stepper {
    return (this.#steppers[family] ??= this.#methods[family].make(this.#problem));
  }

  get #localTolerance(): number {
    return localTolerance(this.#tolerance, this.#stepper.calibration);
  }

  #linearise(point: Point): boolean {
    this.statistics.rhsEvaluations++;
    this.statistics.jacobians++;
    return linearise(this.#problem, point);
  }

  #attempt(): Progress {
    const point = this.#point;
    const next = this.#next;
    const stepper = this.#stepper;
    const remaining = this.#end - point.t;
    const last = this.#h >= remaining;
    const h = last ? remaining : Math.min(this.#h, remaining / 2);
    this.#tried = h;

    const solved = stepper.step(point, h, next.y, this.#error);
    this.statistics.rhsEvaluations += stepper.evaluations;
    this.statistics.decompositions += stepper.decompositions;
    const norm = solved ? errorNorm(this.#error, point.y, next.y, this.#problem.scales) / this.#localTolerance : NaN;
    next.t = last ? this.#end : point.t + h;
    if (!(norm <= 1)) return this.#reject(h, norm);
    if (!this.#linearise(next)) return this.#reject(h, NaN);
    return this.#accept(h, norm);
  }

  #reject(h: number, norm: number): Progress {
    this.statistics.rejected++;
    this.#h = this.#control.reject(h, norm, this.#stepper.errorPower);
    const { t } = this.#point;
    if (this.#h > SMALLEST_STEP * Math.max(Math.abs(t), 1e-3 * (this.#end - t))) return 'going';
    return Number.isFinite(norm) ? 'too-small' : 'not-finite';
  }

  #accept(h: number, norm: number): Progress {
    this.statistics.steps++;
    [this.#point, this.#next] = [this.#next, this.#point];
    this.recorder.add(this.#point);
    const longest = longestStep(this.#stepper.family, this.#point.jacobian, this.#problem.size);
    this.#h = Math.min(this.#control.accept(h, norm, this.#stepper.errorPower), longest);
    if (this.#automatic) {
      this.#changeTo(this.#stiffness.advise(this.#stepper.family, h, this.#point.jacobian, this.#problem.size));
    }
    return this.#point.t === this.#end ? 'reached' : 'going';
  }

  #changeTo(family: Family): void {
    if (family === this.#stepper.family) return;
    this.#stepper = this.#stepperOf(family);
    this.statistics.switches++;
    this.#control.forget();
  }
}
