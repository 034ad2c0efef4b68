/** Given names that are rarer in English, folded: `given-names.ts` holds them all together. */
export const RARER_GIVEN_NAMES: readonly string[] =
  `aaliyah aarav abby abdulrazak abe abel achim adaeze adalbert adalyn addie addison adelaide adelheid adriaan adrien
  adrienne agata agathe aharon aiden aime aimee ainsley aisha aisling aislinn aitor aki akwaeke alaa alana alanna
  alaric alasdair alberta alberto alda aldo aleida alejandra alejandro aleksandar alena alene aleron alessia
  alexandru alexi alexia alf alfonso alfredo algernon alicja alida aline alix allegra ally almudena alois aloysius
  alphonse althea alva alvah alwyn alys amadeo amado amalia amandine amaryllis ambrose amelie amie amina aminatta
  amitav amram anais anand anastasiya anatol andi andra andree andreea andreu andris ane anette anezka angeles
  angelica angelika angelina angeline angelo angie anibal aniela aniko anis anissa annabel annabelle annalee
  annaliese annamaria anneke annelie annelies annelise annemarie annick annmarie ansgar antal antje antoinette
  antonella antony aoife aravind ariana arkadi arkady arlie arlo armin arnaldur arnaud aron artem arthurine artur
  arvid arwen aryn asako asher ashlee ashleigh ashlyn aslak asne assaf asta astri athol attica attila atul aubrey
  audra auguste augusten augustin augusto augustus aurelie aurelien aurore avraham awais aya ayana ayelet ayesha
  ayobami azadeh azar baldassare bao barney bastian bastien beatrix bebe bela benedicta benedikt bengt benicio benji
  bennett bente berenice berit bernadine bernardine bernhardine berry berta berthold bess bethan bethany betsy beulah
  bev bibi biju birger birgitta birgitte bjarne bjorg blaise boaz bobbie bobby bodo bohumil boleslaw bonita bradford
  brandi branwen braxton brayden brea breanna bree brendon brianne bridgette brielle brigid brit brita britta
  brittney brittni brock broder brody bronislaw bronwen brunhilde bryant bryony burkhard burton byung cadence caius
  caleigh calista callie callista calum camden cami camila camillo cammie candi candida caprice cara caren carlene
  carletta carley carlie carlito carlton carme carmel carmela carmelo carola carolann carole carolin carolyne caron
  carrick carroll carsen cas cass cassidy catalina cathal catharina catharine cathie cathleen cathryn catriona cayla
  ceci cecile cecilie cees celestine celina celso cerys chad chana chang channing chantelle charis charissa charla
  charlaine charleen charley charline charlize charmaine chas chaya chaz cheney cherie chet cheyenne chiaki chie
  chiko chrissy christabel christen christer christi christiaan christin christo christof christos chrystal chung
  cian ciaran ciera cierra cindi cixin clancy clarabelle claudette claudio claudius clayton clea clelia clementine
  cleveland clint clio clotilde clovis codie coen colby coleen coleman colet collette collin colton concha conchita
  conrado constantin constantine constanze coos coralie coretta corin corina corinna cornel cornell corrie corrine
  cory courtenay cressida cris crispin cristian cristiano cristobal cuthbert cybele cyndi cyriel cyrille czeslaw
  dacia dafne dag daina daisuke dalia dalila dalton damaris damion damir damjan danae danette danial daniele daniil
  danni dannie danuta daphna dara darby darien darin darius daron darragh darrel darrin darwin daryl dasha dashka
  dato davey davi davida davor davy dawid dawson deana deane deanne deb debbi debi declan dede dee deeanne deena
  deepa deepak deidre deja delaney delilah delmar delores deloris delphi demetra demetri demetrios demi denholm
  denice dennie denton denys deon dermot deron derrick deryn desiderius desiree dessa devdutt devi devora dewey deyan
  diahann dian dianna diarmuid didier diederik dietlind dietmar digby dilip dilys dimitar dimitra dimitris dinah
  dineke dinesh dionne dirck disha ditte divya djamila djuna dodie doerte dolf dolly domagoj domenica domenico
  domenique dominga domingo donal donata donato donella donn donnie donovan doree dorien dorina dorinda doro dorota
  dorrit dorte dorthe dougal dov dragan drago drewe duarte dudley duff dulce durs dusan dwayne dympna eamon earle
  earnest eartha easton eberhard ebony eckart eckhard eckhart edeltraud edgardo edie edina editha edmond edmundo edo
  edoardo edouard edvard edvige edwige edyth effie efren egbert egil eiji eilidh eimear einav eivind ekaterina ela
  elaina elana elba elbert eldon eldridge eleanore elechi elektra eleni eleonora elfie elfriede elgar eliana elinor
  elio elisabetta elisha elissa elizabet elizaveta elka elkie elle ellery ellison elly elma elmar elna elnora elodie
  eloi elroy elsbeth elsie elspeth elton elva elvin elvis elwin elwyn elyse elyssa elza emerson emery emiko emili
  emilie emiliya emine emir emlyn emmeline emmerich emmi emmy emre ena endre ener engin enrica enver eoghan eoin
  eowyn eren erhard eri eriko erinn erle ermanno ernie eros ersi erskine ervin eryn esben esi esin esra esta estela
  ester estrella etgar ethel ettore eucharia eudo eugenio eulalia euphemia eusebio evandro evangelia evelyne everard
  evert evie evita evonne ewa ewald ewart ewelina eyal eyvind ezekiel fabiana fabien fabienne fabiola fabrice
  fabrizio fae faisal fannie fanta farid farida farley farrah faruk fatema fatemeh fatih fatma fatou fausto fedor
  felice felicitas felicite felizitas fenella fenna feodor ferdinando ferenc fergie fernand fernanda fernao ferran
  ffion fidel fidelia filippa filippo filomena finbar finlay fionn fiorella fiorenza florent florentine florian
  floris fran franca francesco franceska franci franciscus franek franklyn frantisek franzi fraser frauke frazer
  frederik frederike fredrik fredrika freja freya fritjof fritzi fulvio fumi furio fynn gabi gabriella gaby gae
  gaelle gaetan gaetano gaia gaius galen garfield garrick garrit gaspar gaspard gauri gauthier gavino gawain gayle
  gaynor gazmend geena geertje geir gela gena genaro geneva genie genji gennady gennaro genny genoveva geo geoffroy
  geordie georgi georgianna georgie georgios geraint geraldine gerardo gerben gerhart geri gerlinde germain german
  gerold gerrit gershom gershon gerson gertie gesa gesine ghada gia giacomo giada gian giancarlo gianfranco gianluca
  gianna gianpiero gianrico gildas gilles gillis ginette ginni gino gioia giordano giovanna gisela gisele gitta gitte
  giuliana giuliano giuseppina gladstone gleb glendon glenna glenys glinda glyn glynis glynn gobind godfrey goldie
  gonzalo gopal gordan gottlieb gov gracia gracie graciela graciella gratia grayson grazia grazyna greer gregg gregor
  gregorio gretel greyson griet griff griffith grigory gro grzegorz guadalupe gudrun guenter guenther guglielmo
  guillem guiomar gulliver gulnaz gundula gunilla gunn gunnar gunnhild gurinder gustaf gustavus guus guzel gwenda
  gwendal gwenn gwynne gyorgy habib hadassah hadley haile hailey hajime hakon hala halima halina halldora halle
  hallie hamza hana hande hanif hanneke hannes hanno hansi hanya harri harriett harris harrison hartmut haruka haruko
  harutyun harvie hasan hatice hauke hayao hayden haydn hayley hayward hazem heber hedda hedy heidemarie heiki heiko
  heinar heinrike hektor helaine helene helge helle heloise helvi hema hena hendrick hendrika henk henny henriikka
  henrike henryk henryka herb heribert herma hernan hernando herta hertha herve hettie heywood hiba hiddo hideaki
  hideo hiderou hilaire hilarion hilde hildur hille hillel hinrich hiraku hiram hiroaki hiroki hiromi hisham hitomi
  hjalti hoda holger hollie hollis honore hortencia hosea howie hristo hubbard hugues hulda humberto huw hyacinth hye
  hywel iain ibi ibram idris ieva ifor iggy ignace ignacy ignaz igraine ijeoma ikram ikue ilaria ileana ilene iliana
  ilija ilka ilkka imke imogene imre inazo inessa ingalill ingelise ingmar ingvar ingvild inka inna ioanna ioannis
  iolanthe iona ipek iqbal ira iraj iria iride irit irvine isa isaak isabeau isabell isadora isak isao ishbel isidora
  isidro isis isobel isolde issac itamar itzhak iva ivar ivica ivie ivonne iwan iwona iza izaak izabela izabella izzy
  jaaneke jaap jace jacek jaci jaco jacobo jacobus jacopo jacquelyn jacqui jaden jaffe jagoda jai jaimie jair jakov
  jalal jamaal jameela jameson jamey jamil jamison jancis janey jani janica janie janik janka jann janna jannik janos
  janosch janusz jarda jarek jarl jarlath jarmila jaro jaroslaw jarrett jarrod jarvis jascha jasmin jasmyn jasna
  jaume javi javiera jaya jaydeep jayden jayme jayne jayson jaz jeana jeane jeanie jeanna jelena jemma jena jenica
  jenkin jennette jennine jennings jeno jeroen jerold jerrie jerrold jervey jesmyn jett jez jeziel jhonen jia jian
  jiang jiddu jimi jin jiri jiro jitske joakim joana joandra joao jobst jocelyne jochem jocko jodie johana johanne
  johnathan johny jojo jokha joki jolanda jolanta joleen jolene jolie jolyon jonah jonathon jone jonna jonne jono
  joop joos jorie joris jorn jory jos joscelin josefa josefina josefine joselyn josep josephina josi josiah josias
  joss josy jozsef juana juba judit judson juergen jukka jule julee juli juliano julieta julissa jun juna juniper
  junko juno jurg jurgis jurij jussi justinian justyna jute juul kaatje kaci kaia kaija kaila kain kaira kait kajsa
  kaleb kali kalina kalle kalpana kalyn kamil kamran kana kanae kaoru karan karena kari karie karine karis karissa
  karita karlene karli karolin karolis karoly karri kasia kaspar kassia kata katalin kataryna kateryna kath katha
  kathlyn katinka kato katri katrin katrine katsuhiro katy kaur kavya kaya kaye kaylee kaylie kayode kazuki kazuko
  kazumi keenan kees kei keigo keiichi keiji keiran keke kellan kelli kellie kelvin kemal kenan kendal kenna kennedy
  kennet kenny kent kenya kenyon kenza keren kerensa keriann kerr kerttu keshav kester keturah kev khadija khalil
  khanh khushwant kia kian kiana kiara kiernan kieron kilian killian kimberley kimi kirin kirstie kirstine kirsty
  kiyoshi kizzy kjartan kjell kjersti klaas kliph knox kobna koen kofi kohei koji kolya konstanze kora korbinian
  kordula koren kornelia korney kostas koushun krista kristel kristi kristiane kristie kristjan kristo kristof
  kristopher krzysiek kunal kurban kwai kweku kyler kyoko kyrie laban lacey lachie lacy ladan ladislaus laetitia
  lafcadio laia laine lainey laini lajos lale lalla lambert laney langston lanie lanny lao larysa lasse latif latisha
  launa laure laurens laurent laurenz lauretta laurette laurianne laurids lauryn lavanya lavie lawson layne lazar
  lazarus leandro leanna leda leeann leela leena leeuwen leeza leia leighton leilani lela lelia lemony lempi len lene
  lenka lennard lennie lenora leoba leonel leonhard leoni leonor leontine leopoldine leopoldo leota leroi lesya
  leszek leta letizia lettie letty levar levente levi levon lewin lex lexie leyla lian liane lianna librada lidia
  lidija liesbeth liesel lieve ligaya lilac liliana liliane lilja lilli lillie lilly lilo limor linden lindon linette
  linn linnet linnie linton linwood lioba lionello lior liora lisbet lisbeth lisel lissa liu livio livius ljiljana
  ljubica llewellyn lluis llywelyn loan lodewijk logan loida lolita lona lonny lope loraine lorant lorcan loredana
  loreen lorelei lorena lorene lorenz lorie lorin lorinda loris lorrie lothaire lotta louella loup lourdes lovelace
  lovie lowell loyd luana luann lubomir luc luce lucero lucette lucie lucija lucila lucina lucjan ludger ludmilla
  ludo ludovica ludvik ludwik luigia luka lula lulu lupita luther lyall lyda lydie lyndall lyndsay lyndsie lynelle
  lynsey lynwood lys lyudmyla maaike maarten maartje maca maciej maciek mackenzi macon macy mada madalena maddalena
  maddison maddox maddy madelaine madelene madelief madge madhur madhuri madita madlen mads magali magalie magaly
  magdalene magdolna maggi magne mags mahalia mahesh maialen maik maike maira maire mairead mairi maisey maite maj
  makenna makiko makoto malachi malerie malina malinda malka mallorie malou malte malvina mame mamie manar manda
  mandi manju manny manoel manoj manolo manon mansur manu manus marah maraike maral maranda marcelin marcelle
  marcellus marchal marci marcie marcio marcy mardi maren margalit margaretha margarethe margherita margi margriet
  marguerita mariama mariangela mariann mariano maribeth marieke mariel mariella marielle marien marietta mariette
  marigold marija mariken marilee marilla marilou marilynne marin marine marinella marinus mariola maritta marja
  marjan marjana marjane marjatta marjoleine marjory marketa markku marko markos marle marlee marleen marlena marlies
  marlin marlis marlo marlow marly marnix marquita marri marrion marsden marthe marti martien martinus martje martta
  martyn maruja marva marvell maryann maryanna maryellen maryjane marylou maryrose marysia marzena masaaki masaki
  masako masao masashi massimo matej mateja mateus mathea mathieu mathis matias matija matilde matko mats matsuo
  matthijs matti mattia mattie mattis matty maura maurits maurizio maxi maxie maximilian maximiliane maximilien
  maximo maxwell maybelle mayer maylis mayra maysa mckinley mea meagan meaghan meena meera megha meghan mehdi meike
  meinrad meir meja melania melek melia melina melisa melita mellissa melodie melusine melvil melvyn menachem menno
  mercer meri merideth meriel merja merlijn merriam merrie merve mervyn meryem mette meyer mfoniso micaiah micha
  michail michala michalis michelangelo micheline micki mickie midge mieczyslaw mieke mies mignon miguela mihaela
  mihai mihaly miharu miika miikka mikaela mikel mikey miki mikiko mikko miklos mikolaj mila milada milda milica
  milissa milka millard millicent milos mimoun minako minerva minh minnie minoru mio mirabel mirco mireia mirela
  mirella miriama mirka mirko mirna miroslava mirta misaki mischa mitali mitchel mitsuru mitzi miyuki moises moisey
  mollie momoko monalisa monike monroe montague monty morag moran mordechai morgane moriah morley morten mortimer
  morton morwenna moshe mouna moyra muhsin muireann munro murad murasaki murat murdo murilo myfanwy mylene myrddin
  myriam naama naavah nada nadav nadezhda nadira nadya naeem nafisa nahid naim naima nainoa najwa nakul nalini nalo
  namiko namita namwali nana nanako nanna nao naoise naomie naoya napoleone nasrin nasser nastasia natacha natali
  natalya natanya natascha nathalia nathanael nato natosha natsuki natsume natsuo navin nawaz naya nayeli naz neale
  nedra neelie neena neha neill neko nelda nele nelleke nelli nello nels neomi nessa nesta netta nevaeh neven neville
  newt newton neylan ngozi nia niamh nic nicanor nichola nicholaus nickolas nico nicol nicolaas nicolai nicolas
  nicoletta nicolette nicoli nidia nien nikky nikolaus nikole nikolina niloufar nilsa nima nimrod nino ninon nirmal
  nisid nita nitsa niv nives nixie noa noelia noemi noga nola nolen noma nomi nonna noor noora norah norbert noreen
  norina norma normand norris norton norwood nour noviolet novuyo nur nura nuruddin nydia nyla nynke nyree obed obi
  oceane octavio octavius oda odell odessa odete odilia ofelia ofer ofir ofra ogden ohad oisin okot oksana ola olav
  oldrich oleksandr olesya olimpia olinda olinto olivie oliwia ollie olof olov oluf olwen olympe olympia omid ondine
  ondrej onno onorio onyi oonagh oprah orazio oriel orietta orla orlan orna ornella orrin orsola ortwin osama osbert
  osbourne osvald oswaldo otilia otmar otomar otomo ottavia ouida ousmane ove oxana oyinkan oyvind ozan ozge ozzie
  paavo paddy paityn palmer palmira panayotis pankaj panos paola paolina paolo parveen pasi pasqual patience patrizia
  patrycja patton paulien paulin paulino paulus pavla pavlina pavlos pawel paxton payton paz peder pedr peggie pelle
  peninah pepe peri perla perpetua perri perrin perrine peta petey petronella petronia petru petter peyton philipp
  philippine philly philo philomene phineas phyllida pieranna pierce piero pierrette pierrick piet pieternel pietro
  pim pinchas pinckney pino piotrek piroska pita placido pola poldi polina pollyanna ponti porochista prakash pramila
  pranav prashant pratap preethi preeti prerna primoz primrose priscila priska priyanka prosper prosser pru puja
  purnima pyotr qiu quella quincey quintin quintus raananah rabia rabih rachelle radclyffe radek radley radmila
  radoslaw radovan raegan rafaella rafal raffaele raffaella raffi raghav ragna ragnar ragnhild rahel rahul raimo
  raimon raimond raimund raine rainn raissa rajaa rajiva raju ralston ramachandra ramana ramesh ramin ramsay ramsey
  ramy ranae randa randal randell rani ranjan ranjit ranulph raphaela raphaelle rasha rashad rashida rashmi rasmus
  ratna ravinder rawi rayford raymund raymundo rayna rayne raz rea rebecka rebekah redmond rees reg regan reggie
  regis reid reidun reiko reina reine reinette reinhardt reinhold reinier reinout rella remco remedios remigio
  remigiusz remington remo renae renaldo renato renaud rendell renie renita rens renske renzo reta reto reuben reuel
  reuven reva rey reya reyes reyhan reyna reynaldo reynold rhea rheta rhetta rhian rhona rhonwen rianne ric ricarda
  riccarda riccardo richell richie richmal rickey ricki rickie rieke riekje rigoberto rihanna rik rika rikard rikka
  rikke rikki rilla rimma rin rinaldo ringo riordan risa rishi risto ritchie rith riva rivka riyad rizwan roald roan
  roana roann robbert robbin robbyn robertson robinne roch rochus rodion roeland roelof rogan rogelia rogelio rohit
  rok rolanda rolande rolfe rollo roma romaine romana romesh romilly romola romuald romulo rona ronan rondell ronen
  ronit ronna ronny roope roque rosalba rosalia rosalina rosalinda rosaline rosaria rosario rosaura roscoe rosella
  roselyn rosemari rosetta rosey roshani rosi rosina rosita roslin rossana rossella rosslyn rostam rotem roxann
  roxanna roxie roz rozalia rozanne rozenn ruairi ruaridh rube rubi rubin rubina rudiger rudolfo ruel rufina ruggero
  rupi rurik ruriko ruthanne ruthi ruud ruxandra ryder ryk ryker rylan ryo ryoko ryuichi ryunosuke ryusaku saadat
  saba sabahattin sabbagh sabeth sabir sabra sacha sachi sachiko sadaf sadako saddiq sadhana safiya sahar saida
  saidiya sakari saki sakurako saladin salih salina salka sallie salmah salome salvatrice samad samanta samara sameer
  sami samia samina samira samuela samuele samvel sanaa sandford sandhya sandie sandrina sanja sanjeev sanne santa
  santana santi santo santosh sanya saoirse sarahjane sarai sarala saranna sari sarina saro saroja sarojini sasa
  sasho satish satnam satomi satu satya satyajit saundra savanna saverio savi sawako sayed saylor scarlet scarlette
  schuyler scot scottie seamas seanan sebald sebastiaan sebestyen sedef seelig sefi segun seicho seiji seira sejal
  selby selena selim selja selwyn semyon sena sencha senna serafina serafino serap serdar sergi sergiu serhiy
  severine sevgi seyed shabnam shad shadia shai shaina shakira shamim shams shamus shan shanae shandra shani shania
  shanice shanna shantel shanthi shanti shao shara shareen sharif sharlene sharma sharmila sharna sharron shawna shay
  shayla shaylee shayna shea sheela sheelagh sheilagh shel sheree sherie sherill sherilyn sherman sherri sherrie
  sherrill sherrilyn sherwood sheryl shigeru shih shilpa shimon shina shinichi shinji shinobu shiori shirl shiv
  shivani shizuka shizuko shmuel sho shobha shohei shohreh shoko sholto shonda shosh shoshana shoshanna shreyas shu
  shuang shubha shubhangi shuichi shuji shukri shun shunryu shuntaro shura shyam sian sid siddharth siddhartha
  sidonia sidsel sieglinde siegmund siena sienna sif sigal siggi sigismund sigitas siglinde signy sigrun sigurjon
  siiri sikander silje silla silvain silvana silvano silvester silvestro silvie silvio sima simeon simin simonetta
  simonne simran sinan sindiwe sini sinikka siobhain siqi siraj siria sirkka siroj sissela sissi siv sjoerd sjon
  skylar skyler slavica slawomir snezana snorri sofiya sohaila solange solene soljenka solvej somaiya somerset sonali
  sondre songul sonora soo sookie soosan sooyoung sophronia sora soraya sorrel sosuke sotiris soumya spyros srdjan
  sri stacia stafford stana stane stanislao stanislas stanko stanton stasia stavros stefana stefania stefanos steffan
  steffen steffie stein steinar steinunn stelios sten stephani stephania stephanos stephany stephenie sterre stevan
  stian stien stijn stine stirling stockard stormi stu suada subha sudha suelen suellen sufjan suheir sujata sujatha
  sulari suleika suleyman suman sumathi sumi sumit sumner sung sungju sunita suniti sunniva susane susannah sushil
  sushila sushma susy suvi suyin suzana suzannah suze suzie suzuki svend svetislav svetozar swati sybille sydelle
  sydne sydnee sylvain sylvana sylvestre sylvi sylviane symeon synnove szabolcs szczepan szilvia tabatha tabea taboo
  tadashi tadeja tadhg taeko tage taha tahereh tahir tai taichi taiko taiwo tajja takako takao takehiro takeo takuya
  talbot talea talfan taliesin talitha tamaki tamam tamami tamasin tamera tamiko tamlyn tamsen tamsyn tamzin
  tananarive tancredi tandy taneli tanis tanja tanner tanvi tao tapani tapio taran tarana tarek tarika taro tarquin
  tarryn taryn tasneem tatsuo tatsuya tatum tatyana tauno tavis tawna taya tayari taylan tea teagan teemu teena teija
  teju tendai tennessee teo teodora teofil teppo tera terese teresita terezia terezija terrell terrill tessaly tetsu
  tetsuo tetsuya teun tevfik thad thadee thanassis thandi thandiwe thanh thatcher thayer theodoor theodoros theodosia
  theophile theophilus thersa thiago thich thierry thilde thirza thom thomasin thomasine thorben thorbjorn thordis
  thorfinn thorgal thornton thorsteinn thorvaldur thrity thu thurston thyra tiana tiarnan tienne tiina tijan tijana
  tilak tilman tilmann timea timmy timofey timon timothee timotheus tinatin tinka tiphaine tira tirza tiziana tiziano
  tjeerd tobey tobiah todor togrul toivo tol tomaso tomaz tomek tomeu tomi tomiko tomislav tomo tomoe tomoki tomoyuki
  tonio tonje tonke tonny topher tor torbjorn tord tori toril torquil toru torunn toshi toshikazu toshiko toshio
  toussaint towanda toya traci tracie traudl travers treasa trena trent trenton tressie treva trevanian trey trin
  trine tristen tristram trixie truda trudi truls truman trung tsering tsitsi tuan tuija tulio tullio tuomas tuomo
  tuula twila tyne tyrel tyrell tyson tzvi ubaldo udai udaya ugo ulf ulises ulric ulrica umay umayya umm umut unni
  urho uriah uriel ursulina urszula urvashi usha usman utako uwem uzma uzodinma vaclava vaddey vadim vaino valda
  valdemar valentijn valentino valeria valerija valeriu valeriy valmai valter vandy vangelis vania vanja varlam
  varsha vasco vashti vasil vasile vasiliki vasilios vassilis vaughan vauhini veda veera veikko veit velda veli
  velimir venetia veniamin venkat vere verena verity verla verlyn vernell verona vesna veto vibeke vicenta vickie
  vico victoire victoriano victorine vidal vidar vidya vieno vigdis viggo vihang viivi vikki viktorija vilde vilho
  vilja viljo villy vilmos vimala vinay vincente vincenz vinnie vinny vinod vinzenz vipin vira viraj virgie virgilio
  virgiliu virginija virve visar vishal vishnu vissarion vitali vitalij vitaly vitor vittorio viv vivaan viveca
  viveka vivi viviana vivianne vivica vladan vladimira vladislava vojtech volha volkan volodymyr vonda vyacheslav
  vytautas waclaw wafa wahid walburga waleed walerian wallis waltraud wanja warsan wasim wawrzyniec waylon weike
  weldon wen wenche wendel wendela wendeline wenke wenzel wesam wesleyan weston whitley whitney wibke wiebke wiktor
  wiktoria wil wilberforce wilbert wilda wiley wilf wilford wilfredo wilfrid wilfriede wilhelmine wilkie willemien
  willemijn willene willian willis wilmer wiltrud winfield winfred winfried wingy winona winslow winthrop wislawa
  witek wladyslaw wlodzimierz wojtek wole wolfdietrich wolfhard wout wouter wulf wyn wynand wyndham wynn wynne wynona
  xabier xanthe xaver xaviera xenia xiao xiaolong ximena xin xuan xue yada yahya yair yakov yan yana yancey yang
  yanis yaniv yannick yannis yara yardley yaron yaroslava yasar yaser yashar yashodhara yashpal yasmeen yasuhiro
  yasuko yasuo yasutaka yazmin yelena yeny yesenia yesika yeva yevgenia yianni yigal yiyun ylva ynes yngve yoav
  yochanan yoel yohan yohanna yoichi yoji yolanda yolande yonas yonatan yoni yordan yorick yosef yoshi yoshihiro
  yoshimi yoshio yossi yrsa ysabel yudhijit yue yui yuichi yuka yukari yukiko yumi yumiko yun yunus yuriko yuriy yury
  yusef yusra yusuke yuta yuto yuu yuya yuz yvain yvan zaara zaha zahara zahi zahir zahra zaid zaida zain zaina
  zainab zak zaki zakiya zakiyyah zana zander zandra zaneta zanna zarah zarina zaynab zbynek zdenka zdravko zee zef
  zenobia zenon zenzele zeruya zetta zev zeynep zhang zhivka zhou ziauddin zibby ziggy zigmunt zina zinaida zineb
  zissy zlata zlatko zoey zoila zola zoraida zoran zorka zosia zsa zsofia zsuzsa zsuzsanna zubair zuleikha zulema
  zulfikar zuri zusana zvonimir zwanet zwi zyta`.split(/\s+/u);
