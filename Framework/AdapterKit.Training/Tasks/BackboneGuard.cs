namespace AdapterKit.Training;

/// <summary>Keeps a backbone, and the member tasks of a fusion, bit-equal over a training.</summary>
internal sealed class BackboneGuard : IDisposable
{
    private readonly Backbone backbone;
    private readonly IReadOnlyList<TaskAdapter> members;
    private readonly byte[] fingerprint;
    private readonly List<Tensor> originals = [];

    /// <summary>Records the weights, and unfreezes the backbone if it is to be trained.</summary>
    /// <param name="backbone">The backbone; borrowed.</param>
    /// <param name="members">The tasks that a fusion uses; borrowed.</param>
    /// <param name="train">Whether the backbone is trained.</param>
    public BackboneGuard(Backbone backbone, IReadOnlyList<TaskAdapter> members, bool train)
    {
        (this.backbone, this.members) = (backbone, members);
        foreach (var weight in members.SelectMany(member => member.parameters()))
            weight.requires_grad = false;

        fingerprint = ComputeFingerprint();
        if (!train)
            return;

        using var frozen = no_grad();
        foreach (var parameter in backbone.parameters())
        {
            originals.Add(parameter.clone().DetachFromDisposeScope());
            parameter.requires_grad = true;
        }
    }

    /// <summary>Restores trained weights, and verifies that all weights are as they were.</summary>
    /// <exception cref="InvalidOperationException">A frozen weight was changed.</exception>
    public void RestoreAndVerify()
    {
        Dispose();
        if (!ComputeFingerprint().AsSpan().SequenceEqual(fingerprint))
        {
            throw new InvalidOperationException(
                $"Training changed frozen weights of the backbone '{backbone.Id}' or of a fused task. "
                + "The trained adapters are invalid: discard them, and load backbone and tasks again.");
        }
    }

    /// <summary>Restores trained weights. Verifies nothing, so that an exception on its way is not hidden by another one.</summary>
    public void Dispose()
    {
        using var frozen = no_grad();
        foreach (var (parameter, original) in backbone.parameters().Zip(originals))
        {
            parameter.copy_(original);
            parameter.requires_grad = false;
        }

        originals.ForEach(original => original.Dispose());
        originals.Clear();
    }

    private byte[] ComputeFingerprint() =>
        WeightHash.Compute(backbone.parameters().Concat(members.SelectMany(member => member.parameters())));
}
