namespace AdapterKit.Training.Tests;

public sealed class EpochBatchesTests
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(64, 8)]
    [InlineData(1000, 7)]
    [InlineData(20, int.MaxValue)]
    public void An_epoch_contains_every_text_once(int texts, int batchSize)
    {
        var batches = new EpochBatches([.. Enumerable.Range(0, texts).Select(index => index % 50)], batchSize, seed: 1);
        var epochBatches = batches.Create(3);

        Assert.Equal(batches.Count, epochBatches.Count);
        Assert.Equal(Enumerable.Range(0, texts), epochBatches.SelectMany(batch => batch).Order());
    }

    [Fact]
    public void Epochs_differ_from_each_other_and_repeat_with_the_seed()
    {
        int[] lengths = [.. Enumerable.Range(0, 100)];
        Assert.Equal(new EpochBatches(lengths, 8, 1).Create(0), new EpochBatches(lengths, 8, 1).Create(0));
        Assert.NotEqual(new EpochBatches(lengths, 8, 1).Create(0), new EpochBatches(lengths, 8, 1).Create(1));
        Assert.NotEqual(new EpochBatches(lengths, 8, 1).Create(0), new EpochBatches(lengths, 8, 2).Create(0));
    }

    [Fact]
    public void The_learning_rate_rises_to_its_peak_and_falls_to_zero()
    {
        var schedule = new LinearSchedule(peak: 2, steps: 100, warmUp: 0.1);
        Assert.Equal(0.2, schedule.GetRate(0), 12);
        Assert.Equal(2, schedule.GetRate(9), 12);
        Assert.Equal(2, schedule.GetRate(10), 12);
        Assert.Equal(1, schedule.GetRate(55), 12);
        Assert.Equal(0, schedule.GetRate(100), 12);
    }
}
