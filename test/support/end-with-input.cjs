// Preloaded into a child that is to be killed and not to be left behind: it ends when its parent does, in whatever way.
process.stdin.resume().on('end', () => process.kill(process.pid, 'SIGKILL'));
