namespace AdapterKit;

/// <summary>
/// The base of <see cref="BackboneModelAttribute"/> classes with two stacks: an encoder, and a decoder that attends to it.
/// </summary>
/// <remarks>A derived class declares both stacks as fields, the encoder first, since the layers are numbered in this order.</remarks>
public abstract class PretrainedEncoderDecoder : PretrainedBackbone, IEncoderDecoder
{
    /// <summary>Registers the components, and joins the stacks.</summary>
    /// <param name="identity">What the model is besides its geometry and its weights.</param>
#pragma warning disable CA2214 // Field initializers run before a base constructor: the overrides see every component.
    protected PretrainedEncoderDecoder(PretrainedIdentity identity)
        : base(identity) =>
        Encoder = AdaptedStack.Join(SourceStack, TargetStack);
#pragma warning restore CA2214

    /// <summary>The layers of the encoder, then those of the decoder.</summary>
    public sealed override AdaptedStack Encoder { get; }

    /// <inheritdoc />
    public abstract int StartId { get; }

    /// <summary>The encoder's layers.</summary>
    protected abstract AdaptedStack SourceStack { get; }

    /// <summary>The decoder's layers.</summary>
    protected abstract AdaptedStack TargetStack { get; }

    /// <inheritdoc />
    public virtual Tensor ApplySourceNorm(Tensor hidden)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        return hidden.alias();
    }

    /// <inheritdoc />
    public abstract Tensor EmbedTarget(TokenBatch target);

    /// <inheritdoc />
    public abstract Tensor ComputeTokenLogits(Tensor hidden);
}
