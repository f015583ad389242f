// Loaded into a process before its program (node --import): writes what the process used, where BENCH_USAGE says.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const { maxRSS } = process.resourceUsage();
  writeFileSync(process.env.BENCH_USAGE, JSON.stringify({ cpu: (user + system) / 1000, peak: maxRSS * 1024 }));
});
