/** Stands in for native-watchdog, which would have to be compiled: ends this process soon after its parent has ended. */
/** @param {number} parent its process id */
exports.start = (parent) => {
  const timer = setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  }, 1000);
  timer.unref();
};

exports.exit = (code = 0) => process.exit(code);
