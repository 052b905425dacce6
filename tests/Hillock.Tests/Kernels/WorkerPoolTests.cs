using Hillock.Kernels;

namespace Hillock.Tests.Kernels;

public class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Every_tile_of_every_piece_of_work_runs_just_once(int threads)
    {
        using var pool = new WorkerPool(threads);
        for (int generation = 0; generation < 5000; generation++)
        {
            var work = new Counting(generation % 23);
            pool.Run(work, work.Runs.Length);
            Assert.All(work.Runs, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public async Task Workers_that_fell_asleep_wake_up_for_new_work()
    {
        using var pool = new WorkerPool(4);
        for (int i = 0; i < 20; i++)
        {
            await Task.Delay(5); // far longer than workers spin
            var work = new Counting(64);
            pool.Run(work, 64);
            Assert.All(work.Runs, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public async Task Several_callers_at_once_each_get_their_own_work_done()
    {
        using var pool = new WorkerPool(3);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 2000; i++)
            {
                var work = new Counting(11);
                pool.Run(work, 11);
                Assert.All(work.Runs, count => Assert.Equal(1, count));
            }
        })));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_exception_reaches_the_caller_and_the_pool_goes_on(int threads)
    {
        using var pool = new WorkerPool(threads);
        for (int i = 0; i < 200; i++)
        {
            var failing = new Failing(tile: i % 8);
            Assert.Same(failing.Failure, Assert.Throws<HillockException>(() => pool.Run(failing, 8)));

            var work = new Counting(8);
            pool.Run(work, 8);
            Assert.All(work.Runs, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Two_tiles_never_share_a_worker_at_the_same_time()
    {
        using var pool = new WorkerPool(4);
        var work = new Exclusive(4);
        for (int i = 0; i < 2000; i++) pool.Run(work, 16);
        Assert.False(work.Clashed);
    }

    [Fact]
    public void Running_work_allocates_nothing()
    {
        using var pool = new WorkerPool(2);
        var work = new Counting(8);
        for (int i = 0; i < 100; i++) pool.Run(work, 8);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) pool.Run(work, 8);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_pool_of_no_threads_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(0));

    private sealed class Counting(int tiles) : ITiledWork
    {
        public int[] Runs { get; } = new int[tiles];

        public void Run(int tile, int worker) => Interlocked.Increment(ref Runs[tile]);
    }

    private sealed class Failing(int tile) : ITiledWork
    {
        public HillockException Failure { get; } = new("This tile fails.");

        public void Run(int tile1, int worker)
        {
            if (tile1 == tile) throw Failure;
        }
    }

    private sealed class Exclusive(int workers) : ITiledWork
    {
        private readonly int[] inside = new int[workers];

        public bool Clashed { get; private set; }

        public void Run(int tile, int worker)
        {
            if (Interlocked.Increment(ref inside[worker]) != 1) Clashed = true;
            Thread.SpinWait(20);
            Interlocked.Decrement(ref inside[worker]);
        }
    }
}
