// Many processes on perhaps two cores, but much of it is waiting.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
