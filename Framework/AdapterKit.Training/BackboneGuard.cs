namespace AdapterKit.Training;

/// <summary>Sees to it that training leaves a backbone, and the tasks that a fusion mixes, as they were, bit by bit.</summary>
internal sealed class BackboneGuard : IDisposable
{
    private readonly Backbone backbone;
    private readonly IReadOnlyList<TaskAdapter> sources;
    private readonly byte[] fingerprint;
    private readonly List<Tensor> originals = [];

    /// <summary>Remembers the weights, and frees them for training where <paramref name="train"/> says so.</summary>
    public BackboneGuard(Backbone backbone, IReadOnlyList<TaskAdapter> sources, bool train)
    {
        (this.backbone, this.sources) = (backbone, sources);
        foreach (var weight in sources.SelectMany(source => source.parameters()))
            weight.requires_grad = false;

        fingerprint = Fingerprint();
        if (!train)
            return;

        using var frozen = no_grad();
        foreach (var parameter in backbone.parameters())
        {
            originals.Add(parameter.clone().DetachFromDisposeScope());
            parameter.requires_grad = true;
        }
    }

    /// <summary>Puts trained weights back and checks that nothing differs.</summary>
    /// <exception cref="InvalidOperationException">A frozen weight was changed.</exception>
    public void Restore()
    {
        using (no_grad())
        {
            foreach (var (parameter, original) in backbone.parameters().Zip(originals))
            {
                parameter.requires_grad = false;
                parameter.copy_(original);
            }
        }

        Dispose();
        if (!Fingerprint().AsSpan().SequenceEqual(fingerprint))
            throw new InvalidOperationException($"Training changed frozen weights of the backbone '{backbone.Id}' or of a task that is mixed. The adapters are worthless: discard them, and load backbone and tasks anew.");
    }

    public void Dispose()
    {
        originals.ForEach(original => original.Dispose());
        originals.Clear();
    }

    private byte[] Fingerprint() => WeightHash.Of(backbone.parameters().Concat(sources.SelectMany(source => source.parameters())));
}
