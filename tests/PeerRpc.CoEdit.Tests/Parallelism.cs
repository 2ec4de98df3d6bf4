// Many processes and a browser, on perhaps two cores: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
