// Every test has a site and a data folder of its own, and most of it is waiting for processes to start and end.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 3)]
