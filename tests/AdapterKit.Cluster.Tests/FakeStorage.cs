using System.Collections.Concurrent;
using Orleans.Storage;

namespace AdapterKit.Cluster.Tests;

/// <summary>A storage that all silos share, and that fails when it is told to.</summary>
internal sealed class FakeStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<GrainId, object> states = new();

    /// <summary>What grains cannot be read, by a part of their key.</summary>
    public string? Unreadable { get; set; }

    /// <summary>Whether nothing can be written.</summary>
    public bool IsFull { get; set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Unreadable is { } part && grainId.ToString().Contains(part, StringComparison.Ordinal))
            throw new IOException("The storage cannot be read.");
        if (states.TryGetValue(grainId, out var state))
            (grainState.State, grainState.RecordExists) = ((T)state, true);

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (IsFull)
            throw new IOException("The storage is full.");

        states[grainId] = grainState.State!;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;
}
