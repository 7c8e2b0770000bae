using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>
/// A BERT with the head that it is pretrained with (Devlin et al. 2019, §3.1): hidden state → dense, activation and norm → a score for each
/// token id, by the word embeddings themselves and a bias.
/// </summary>
public sealed class BertMaskedLanguageModel : Module<TokenBatch, Tensor, Tensor>
{
    private const double StartDeviation = 0.02;

    private readonly BertModel encoder;
    private readonly Linear transform;
    private readonly LayerNorm norm;
    private readonly Activation activation;
    private Parameter bias;

    /// <summary>A model with random weights, all of them to be trained.</summary>
    /// <param name="config">The geometry.</param>
    /// <param name="tokenizer">The tokenizer; not needed where batches are made of ids.</param>
    public BertMaskedLanguageModel(BertConfig config, ITokenizer? tokenizer = null)
        : base(nameof(BertMaskedLanguageModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        encoder = new BertModel(config, tokenizer);
        transform = Linear(config.Hidden, config.Hidden);
        norm = LayerNorm(config.Hidden, config.NormEps);
        activation = config.Activation;
        bias = Components.Keep(new Parameter(zeros(config.Vocabulary)));
        RegisterComponents();
        foreach (var (name, parameter) in named_parameters())
        {
            parameter.requires_grad = true;
            Start(name, parameter);
        }
    }

    /// <summary>The model without its head.</summary>
    public BertModel Encoder => encoder;

    /// <summary>Scores every token id for some tokens of a batch.</summary>
    /// <param name="input">The tokens.</param>
    /// <param name="positions">Which tokens, int64, counted row by row over the padded batch.</param>
    /// <returns><c>[positions, ids]</c></returns>
    public override Tensor forward(TokenBatch input, Tensor positions)
    {
        using var scope = NewDisposeScope();
        var hidden = encoder.Encode(input).flatten(0, 1).index_select(0, positions);
        var transformed = norm.call(activation.Apply(transform.call(hidden)));
        return functional.linear(transformed, encoder.WordEmbeddings.weight!, bias).MoveToOuterDisposeScope();
    }

    /// <summary>Starts the word embeddings from vectors that are known already: their principal components, scaled to the usual deviation.</summary>
    /// <param name="vectors">One for each of the first ids, <c>[ids, any width]</c>.</param>
    public void StartEmbeddings(Tensor vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var words = encoder.WordEmbeddings.weight!;
        var kept = Math.Min(words.size(1), vectors.size(1));
        var centred = vectors - vectors.mean([0], keepdim: true);
        var (_, axes) = linalg.eigh(centred.t().matmul(centred));
        var principal = centred.matmul(axes.narrow(1, axes.size(1) - kept, kept).flip(1));
        words.narrow(0, 0, vectors.size(0)).narrow(1, 0, kept).copy_(principal * (StartDeviation / principal.std()));
    }

    internal IEnumerable<(string Key, Tensor Weight)> Weights() =>
    [
        .. BertWeights.Of(encoder),
        ("cls.predictions.transform.dense.weight", transform.weight),
        ("cls.predictions.transform.dense.bias", transform.bias!),
        ("cls.predictions.transform.LayerNorm.weight", norm.weight),
        ("cls.predictions.transform.LayerNorm.bias", norm.bias!),
        ("cls.predictions.bias", bias),
    ];

    /// <inheritdoc />
    protected override void RegisterComponents()
    {
        if (_internal_submodules.Count > 0)
            return;

        register_module(nameof(encoder), encoder);
        register_module(nameof(transform), transform);
        register_module(nameof(norm), norm);
        register_parameter(nameof(bias), bias);
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        Components.Move(this, dtype, device, non_blocking);
        if (!ReplaceParameter(dtype, device, bias, out var moved))
            return;

        bias.Dispose();
        ConditionallyRegisterParameter(nameof(bias), bias = moved!);
    }

    // Matrices from N(0, 0.02²), biases 0, norms 1 and 0, as the original does it.
    private static void Start(string name, Parameter parameter)
    {
        using var frozen = no_grad();
        if (parameter.dim() > 1)
            parameter.normal_(0, StartDeviation);
        else
            parameter.fill_(name.EndsWith("orm.weight", StringComparison.Ordinal) ? 1 : 0);
    }
}
