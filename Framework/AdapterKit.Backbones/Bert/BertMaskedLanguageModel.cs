using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>
/// A BERT with its masked language modeling head (Devlin et al. 2019, §3.1): hidden state → dense, activation and norm → logits over the
/// token ids, with the word embeddings as output weights and a bias.
/// </summary>
public sealed partial class BertMaskedLanguageModel : ComponentModule<TokenBatch, Tensor, Tensor>
{
    private const double InitialDeviation = 0.02;

    [Weight("bert")]
    private readonly BertModel encoder;

    [Weight("cls.predictions.transform.dense")]
    private readonly Linear transform;

    [Weight("cls.predictions.transform.LayerNorm")]
    private readonly LayerNorm norm;

    private readonly Activation activation;

    [Weight("cls.predictions.bias")]
    private Parameter bias;

    /// <summary>Creates a model with random weights, all of them trainable.</summary>
    /// <param name="config">The geometry.</param>
    /// <param name="tokenizer">The tokenizer; not needed for batches of token ids.</param>
    public BertMaskedLanguageModel(BertConfig config, ITokenizer? tokenizer = null)
        : base(nameof(BertMaskedLanguageModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        encoder = new BertModel(config, tokenizer);
        transform = Linear(config.Hidden, config.Hidden);
        norm = LayerNorm(config.Hidden, config.NormEps);
        activation = config.Activation;
        bias = Components.Keep(new Parameter(zeros(config.Vocabulary)));
        register_module(nameof(encoder), encoder);
        register_module(nameof(transform), transform);
        register_module(nameof(norm), norm);
        register_parameter(nameof(bias), bias);
        foreach (var (name, parameter) in named_parameters())
        {
            parameter.requires_grad = true;
            Initialize(name, parameter);
        }
    }

    /// <summary>The model without the head.</summary>
    public BertModel Encoder => encoder;

    /// <summary>Computes the logits over all token ids, at some positions of a batch.</summary>
    /// <param name="input">The tokens.</param>
    /// <param name="positions">The positions, int64, counted row by row over the padded batch.</param>
    /// <returns>A new tensor <c>[positions, ids]</c>, owned by the caller.</returns>
    public override Tensor forward(TokenBatch input, Tensor positions)
    {
        using var scope = NewDisposeScope();
        var hidden = encoder.Encode(input).flatten(0, 1).index_select(0, positions);
        var transformed = norm.call(activation.Apply(transform.call(hidden)));
        return functional.linear(transformed, encoder.WordEmbeddings.weight!, bias).MoveToOuterDisposeScope();
    }

    /// <summary>Initializes the word embeddings with the principal components of known vectors, scaled to the usual deviation.</summary>
    /// <param name="vectors">A vector for each of the first ids, <c>[ids, any width]</c>.</param>
    public void InitializeEmbeddings(Tensor vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var words = encoder.WordEmbeddings.weight!;
        var kept = Math.Min(words.size(1), vectors.size(1));
        var centered = vectors - vectors.mean([0], keepdim: true);
        var (_, axes) = linalg.eigh(centered.t().matmul(centered));
        var principal = centered.matmul(axes.narrow(1, axes.size(1) - kept, kept).flip(1));
        words.narrow(0, 0, vectors.size(0)).narrow(1, 0, kept).copy_(principal * (InitialDeviation / principal.std()));
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        if (!ReplaceParameter(dtype, device, bias, out var moved))
            return;

        bias.Dispose();
        ConditionallyRegisterParameter(nameof(bias), bias = moved!);
    }

    // Matrices from N(0, 0.02²), biases 0, norm weights 1 and norm biases 0, as in the original.
    private static void Initialize(string name, Parameter parameter)
    {
        using var frozen = no_grad();
        if (parameter.dim() > 1)
            parameter.normal_(0, InitialDeviation);
        else
            parameter.fill_(name.EndsWith("orm.weight", StringComparison.Ordinal) ? 1 : 0);
    }
}
