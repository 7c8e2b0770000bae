using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace AdapterKit.Hosting.Tests;

/// <summary>What a host logs, counts and traces.</summary>
public sealed class ObservationTests : IDisposable
{
    private readonly PluginsFolder plugins = new();
    private readonly TinyBackbone backbone = new();
    private readonly RecordedLog log = new();

    public ObservationTests() => plugins.Add("Watched", backbone);

    public void Dispose()
    {
        plugins.Dispose();
        backbone.Dispose();
    }

    [Fact]
    public void Each_change_of_a_state_is_one_event_of_that_state()
    {
        using var host = PluginHost.Load(plugins.Root, backbone, new() { Logger = log });
        Assert.All(log.Entries, entry => Assert.Equal((LogLevel.Information, "Active"), (entry.Level, entry.Event.Name)));
        Assert.Equal(["Plugin Watched", "Task watched"], log.Entries.Select(entry => entry.Text.Split(" (")[0]));

        log.Clear();
        host.Refresh();
        Assert.Empty(log.Entries);

        plugins.FlipByte("Watched", "Watched.dll");
        host.Refresh();
        var refused = Assert.Single(log.Entries);
        Assert.Equal((LogLevel.Warning, 100 + (int)PluginState.FileAltered), (refused.Level, refused.Event.Id));
        Assert.Contains("Watched.dll", refused.Text, StringComparison.Ordinal);

        log.Clear();
        host.Dispose();
        Assert.Contains(log.Entries, entry => entry.Event.Name == nameof(PluginState.Unloaded));
    }

    [Fact]
    public void Answers_are_counted_by_task_and_calls_are_traced()
    {
        var counted = new ConcurrentQueue<long>();
        var traced = new ConcurrentQueue<string>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == HostTelemetry.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name == "adapterkit.texts" && tags.ToArray().Any(tag => (string?)tag.Value == "watched"))
                counted.Enqueue(value);
        });
        meters.Start();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == HostTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if ((string?)activity.GetTagItem("adapterkit.tasks") == "watched")
                    traced.Enqueue(activity.OperationName);
            },
        };
        ActivitySource.AddActivityListener(activities);

        using var host = PluginHost.Load(plugins.Root, backbone);
        using var lease = host.Lease();
        lease.Predict([lease.Tasks[0]], [new("one"), new("two"), new("three")]);

        Assert.Equal([3], counted);
        Assert.Equal(["adapterkit.predict"], traced);
    }
}
