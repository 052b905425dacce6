using Hillock.Schedules;

namespace Hillock.Tests.Schedules;

/// <summary>What every schedule must do; a new one is examined by being registered.</summary>
public class ScheduleExam
{
    public static TheoryData<string> Candidates => [.. Schedule.Names];

    [Theory]
    [MemberData(nameof(Candidates))]
    public void Every_rate_of_a_training_is_positive_and_at_most_the_base_rate(string name)
    {
        foreach (int total in new[] { 1, 2, 3, 4, 5, 10, 97 })
        {
            foreach ((double epoch, double rate) in Course(Schedule.Parse(name), total, stepsPerEpoch: 50))
                Assert.True(rate is > 0 and <= 0.5 + 1e-15, $"{name}: {rate} at epoch {epoch} of {total}");
        }
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void The_rate_scales_with_the_base_rate(string name)
    {
        Schedule schedule = Schedule.Parse(name);
        double[] state = Begin(schedule);
        for (double epoch = 0; epoch < 10; epoch += 0.25)
        {
            double one = schedule.Rate(1, epoch, 10, state);
            Assert.Equal(one * 0.03, schedule.Rate(0.03, epoch, 10, state), 1e-12 * one);
        }
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void The_state_holds_all_that_the_rate_depends_on(string name)
    {
        Schedule schedule = Schedule.Parse(name);
        double[] state = Begin(schedule), restored = Begin(schedule);
        for (int epoch = 0; epoch < 20; epoch++) schedule.Observe(state, 1);

        state.CopyTo(restored, 0);
        for (int epoch = 20; epoch < 60; epoch++)
        {
            schedule.Observe(state, 1);
            schedule.Observe(restored, 1);
            Assert.Equal(schedule.Rate(0.1, epoch, 100, state), schedule.Rate(0.1, epoch, 100, restored));
        }
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void Asking_for_the_rate_allocates_nothing(string name)
    {
        Schedule schedule = Schedule.Parse(name);
        double[] state = Begin(schedule);
        double sum = schedule.Rate(1, 0, 10, state);
        schedule.Observe(state, 1);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 1; i < 100; i++)
        {
            sum += schedule.Rate(1, i / 10.0, 10, state);
            schedule.Observe(state, 1);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sum > 0);
    }

    [Fact]
    public void Totals_that_are_not_given_are_those_of_the_training()
    {
        Assert.Equal(0.05, new CosineSchedule().Rate(0.1, 25, 50, []), 1e-15);
        Assert.Equal(0.05, new PolynomialSchedule().Rate(0.1, 25, 50, []), 1e-15);
        Assert.Equal([1, 1, 0.1, 0.1, 0.01, 0.01], Rates(new StepSchedule(), 6));
        Assert.Equal([1, 1, 1, 1, 0.1, 0.1, 0.01, 0.01], Rates(new MultiStepSchedule(), 8));

        static double[] Rates(Schedule schedule, int total) =>
            [.. Enumerable.Range(0, total).Select(epoch => Math.Round(schedule.Rate(1, epoch, total, []), 12))];
    }

    [Fact]
    public void Steps_come_between_epochs_and_waves_within_them()
    {
        Assert.Equal(1, new StepSchedule { Size = 2 }.Rate(1, 1.999, 10, []));
        Assert.Equal(1, new MultiStepSchedule { Milestones = [2] }.Rate(1, 1.999, 10, []));
        Assert.InRange(new CosineSchedule().Rate(1, 0.5, 10, []), new CosineSchedule().Rate(1, 1, 10, []), 1);
        Assert.InRange(new LinearWarmup().Rate(1, 0.5, 10, []), 0.1, new LinearWarmup().Rate(1, 1, 10, []));
    }

    [Fact]
    public void Plateaus_of_a_loss_that_is_not_a_number_count_as_no_improvement()
    {
        var schedule = new ReduceOnPlateau { Factor = 0.5, Patience = 1, Minimum = 0.3 };
        double[] state = Begin(schedule);

        for (int epoch = 0; epoch < 2; epoch++) schedule.Observe(state, double.NaN);
        Assert.Equal(0.5, schedule.Rate(1, 2, 10, state));

        for (int epoch = 0; epoch < 2; epoch++) schedule.Observe(state, double.NaN);
        Assert.Equal(0.3, schedule.Rate(1, 4, 10, state));
    }

    private static IEnumerable<(double Epoch, double Rate)> Course(Schedule schedule, int total, int stepsPerEpoch)
    {
        double[] state = Begin(schedule);
        for (int step = 0; step < total * stepsPerEpoch; step++)
        {
            yield return ((double)step / stepsPerEpoch, schedule.Rate(0.5, (double)step / stepsPerEpoch, total, state));
            if ((step + 1) % stepsPerEpoch == 0) schedule.Observe(state, 1);
        }
    }

    private static double[] Begin(Schedule schedule)
    {
        double[] state = new double[schedule.StateLength];
        schedule.Begin(state);
        return state;
    }
}
